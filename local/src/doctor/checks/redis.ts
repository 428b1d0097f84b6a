import { bad, type Check, type Finding, good, note, reasonOf, skipped } from "../check.ts";
import { bare, withRedis } from "../redis.ts";

type Client = Parameters<Parameters<typeof withRedis>[1]>[0];

/** Round trips of one command: enough for a median that one slow answer does not move. */
const PINGS = 9;
/** Milliseconds; each Buy waits for one or two round trips. */
const SLOW_MILLIS = 5;

const measure = async (client: Client): Promise<Finding> => {
  const took: number[] = [];
  for (let turn = 0; turn < PINGS; turn++) {
    const began = performance.now();
    await client.ping();
    took.push(performance.now() - began);
  }
  const median = took.sort((a, b) => a - b)[Math.floor(PINGS / 2)] ?? 0;
  const says = `it answers in ${median.toFixed(1)} ms`;
  return median < SLOW_MILLIS
    ? good(says)
    : note(says, "Put it nearer to the servers: each Buy waits for it.");
};

const lookAtVersion = async (client: Client): Promise<Finding> => {
  const version = /^redis_version:([\d.]+)/m.exec(await client.info("server"))?.[1] ?? "unknown";
  return Number.parseInt(version, 10) >= 7
    ? good(`version ${version}`)
    : bad(`version ${version} is too old`, "Showdrop's scripts need Redis 7.0, or Valkey.");
};

const lookAtConfig = async (client: Client): Promise<Finding[]> => {
  let config: Record<string, string>;
  try {
    config = { ...(await client.configGet(["appendonly", "appendfsync", "maxmemory-policy"])) };
  } catch {
    const advice = "See in its console that maxmemory-policy is noeviction and that it persists its data.";
    return [note("it does not tell its configuration, as managed ones do", advice)];
  }
  const policy = config["maxmemory-policy"];
  return [
    policy === "noeviction"
      ? good("it evicts nothing (noeviction)")
      : bad(
          `maxmemory-policy is ${policy}: it may throw stock counters away`,
          "redis-cli config set maxmemory-policy noeviction, and the same in its configuration file.",
        ),
    config.appendonly === "yes"
      ? good(`it writes to disk (append-only file, fsync ${config.appendfsync})`)
      : note(
          "it does not write to disk: after its restart sales pause while stock is counted anew",
          "appendonly yes, appendfsync everysec",
        ),
  ];
};

export const redis: Check = {
  name: "Redis",
  after: [],
  look: async ({ REDIS_URL }) => {
    if (REDIS_URL === undefined) {
      const why =
        "REDIS_URL is not set here. npm start brings its own, and docker-compose.yml's is reached by its containers alone";
      return [skipped(`${why}: see Server`)];
    }
    try {
      return await withRedis(REDIS_URL, async (client) => [
        good(`answers at ${bare(REDIS_URL)}`),
        await lookAtVersion(client),
        ...(await lookAtConfig(client)),
        await measure(client),
      ]);
    } catch (error) {
      return [
        bad(
          `cannot be reached at ${bare(REDIS_URL)}: ${reasonOf(error)}`,
          "Start it, or correct REDIS_URL (address, port, password, rediss:// for TLS). Without it nothing can be bought.",
        ),
      ];
    }
  },
};
