import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../kit/paths.ts";
import { freePort } from "../kit/ports.ts";
import { run } from "../kit/run.ts";
import { childEnv } from "../kit/service.ts";
import { type Platform, startPlatform } from "../platform.ts";
import { keepSecrets, makeSecrets } from "../secrets.ts";
import type { Finding } from "./check.ts";
import { checks } from "./checks/index.ts";
import { examine } from "./examine.ts";
import { redact } from "./report.ts";
import { readSettings } from "./settings.ts";

const START_MILLIS = 60_000; // six processes on a busy machine with two cores
const LOOK_MILLIS = 60_000; // two ways to two ports that nobody answers on, and the rest

const NO_FILE = join(tmpdir(), "showdrop-no-settings");

const start = async (mediaEnv: Record<string, string>) => {
  const folder = await mkdtemp(join(tmpdir(), "showdrop-"));
  const options = { dataDir: folder, durable: true, log: () => {} };
  const platform = await startPlatform({ ...options, mediaEnv }).catch(async (error: unknown) => {
    await rm(folder, { recursive: true });
    throw error;
  });
  return { folder, platform };
};
const end = async (folder: string, platform: Platform) => {
  await platform.stop();
  await rm(folder, { recursive: true });
};

/** Looks at some things, or all, with the platform's own settings but for these. */
const examineWith = async (folder: string, env: Record<string, string> = {}, ...names: string[]) => {
  const settings = await readSettings({ DATA_DIR: folder, ...env }, NO_FILE);
  const chosen = names.length === 0 ? checks : checks.filter(({ name }) => names.includes(name));
  return examine(
    chosen.map((check) => (names.length === 0 ? check : { ...check, after: [] })),
    settings,
    () => {},
  );
};
const wrong = (found: Map<string, readonly Finding[]>) =>
  [...found].flatMap(([name, findings]) =>
    findings.flatMap((finding) => (finding.mark === "bad" ? [{ name, ...finding }] : [])),
  );

describe("a platform with two media workers", () => {
  let folder: string;
  let platform: Platform;
  beforeAll(async () => {
    ({ folder, platform } = await start({ MEDIA_WORKERS: "2" }));
  }, START_MILLIS);
  afterAll(() => end(folder, platform), START_MILLIS);

  it(
    "is found sound, with a way for video to each worker over UDP and over TCP",
    async () => {
      const found = await examineWith(folder);
      expect(wrong(found)).toEqual([]);
      const ways = found.get("Video")?.map(({ says }) => says);
      expect(ways).toEqual([
        expect.stringMatching(
          /^video's way to 127\.0\.0\.1 port \d+ is open: over UDP in \d+ ms, over TCP in \d+ ms$/,
        ),
        expect.stringMatching(
          /^video's way to 127\.0\.0\.1 port \d+ is open: over UDP in \d+ ms, over TCP in \d+ ms$/,
        ),
      ]);
      expect(new Set(ways).size).toBe(2);
      for (const name of [
        "Redis",
        "MongoDB",
        "Server",
        "Media node",
        "Accounts",
        "Stripe",
        "Webhook",
        "Mail",
        "Push",
        "Clock",
      ])
        expect(new Set(found.get(name)?.map(({ mark }) => mark)), name).toEqual(new Set(["good"]));
    },
    LOOK_MILLIS,
  );

  it(
    "is found sound by the command, which shows no secret",
    async () => {
      const { code, output } = await run(
        process.execPath,
        [join(root, "local", "src", "doctor", "main.ts"), "--settings", NO_FILE],
        { env: childEnv({ DATA_DIR: folder }) },
      );
      expect(output).toContain("✓ Server       ready at http://localhost:");
      expect(output).toMatch(/^Nothing is wrong/m);
      expect(code).toBe(0);
      const { mediaTokenSecret, accountSecret, stripeWebhookSecret, vapid } = await keepSecrets(folder);
      for (const secret of [
        mediaTokenSecret,
        accountSecret,
        stripeWebhookSecret,
        vapid.privateKey,
        "sk_test_showdrop",
      ])
        expect(output).not.toContain(secret);
    },
    LOOK_MILLIS,
  );

  it(
    "is found sound from a file of settings alone, as far as people's ways to it go",
    async () => {
      const file = join(folder, "settings.env");
      const { mediaTokenSecret, accountSecret } = await keepSecrets(folder);
      const given = {
        ...{ PUBLIC_URL: platform.url, MEDIA_PUBLIC_URL: platform.mediaUrl, RTC_PORT: "0" },
        ...{ PORT: new URL(platform.url).port, MEDIA_PORT: new URL(platform.mediaUrl).port },
        ...{
          MEDIA_TOKEN_SECRET: mediaTokenSecret,
          ACCOUNT_SECRET: accountSecret,
          ...platform.stripe.variables,
        },
      };
      const lines = Object.entries(given).map(([name, value]) => `${name}=${value}`);
      await writeFile(file, `# settings\n${lines.join("\n")}\nALLOWED_ORIGINS=\n`);
      const found = await examine(checks, await readSettings({ DATA_DIR: folder }, file), () => {});
      expect(wrong(found)).toEqual([]);
      for (const name of ["Redis", "MongoDB", "Disk"])
        expect(
          found.get(name)?.map(({ mark }) => mark),
          name,
        ).toEqual(["skipped"]);
      expect(found.get("Video")).toHaveLength(2);
    },
    LOOK_MILLIS,
  );

  it("says that Redis is not where REDIS_URL points, and not its password", async () => {
    const env = { REDIS_URL: `redis://shop:hunter2@127.0.0.1:${await freePort()}` };
    const found = await examineWith(folder, env, "Redis");
    expect(wrong(found)).toMatchObject([
      { says: expect.stringMatching(/^cannot be reached at redis:\/\/127\.0\.0\.1:\d+: .*ECONNREFUSED/) },
    ]);
    expect(JSON.stringify([...found])).not.toContain("hunter2");
  });

  it("says that MongoDB is not where MONGODB_URI points", async () => {
    const env = { MONGODB_URI: `mongodb://127.0.0.1:${await freePort()}/?replicaSet=rs0` };
    expect(wrong(await examineWith(folder, env, "MongoDB"))).toMatchObject([
      { says: expect.stringMatching(/^cannot be reached at mongodb:\/\/127\.0\.0\.1:\d+/) },
    ]);
  });

  it("says that there is no media worker", async () => {
    const env = { MEDIASOUP_WORKER_BIN: join(folder, "nothing") };
    expect(wrong(await examineWith(folder, env, "Worker"))).toMatchObject([
      {
        says: expect.stringContaining("is no media worker"),
        advice: expect.stringContaining("npm run media:worker"),
      },
    ]);
  });

  it("says that a port is another program's", async () => {
    const other = createServer((_, res) => res.writeHead(404).end("not found"));
    await new Promise<void>((resolve) => other.listen(0, resolve));
    const address = other.address();
    if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
    const found = await examineWith(folder, { PORT: `${address.port}` }, "Ports");
    other.close();
    expect(wrong(found)).toMatchObject([
      {
        says: `${address.port} (pages) is taken, and not by Showdrop`,
        advice: expect.stringContaining("PORT"),
      },
    ]);
  });

  it("says that Stripe's keys are of two modes, and one that it does not know", async () => {
    const live = await examineWith(folder, { STRIPE_PUBLISHABLE_KEY: "pk_live_1" }, "Stripe");
    expect(wrong(live)).toMatchObject([
      { says: "the secret key is of test mode and the publishable key of live mode" },
    ]);
    const unknown = await examineWith(folder, { STRIPE_SECRET_KEY: "sk_test_of_another" }, "Stripe");
    expect(wrong(unknown)).toMatchObject([{ says: expect.stringContaining("does not know the secret key") }]);
    const cut = await examineWith(folder, { STRIPE_WEBHOOK_SECRET: "whsec_cut" }, "Stripe");
    expect(wrong(cut)).toMatchObject([{ says: expect.stringContaining("STRIPE_WEBHOOK_SECRET") }]);
  });

  it("says that Stripe's events do not arrive behind a proxy that does not pass them on", async () => {
    const proxy = createServer((req, res) => {
      if (req.url?.startsWith("/webhooks/")) return void res.writeHead(404).end("not found");
      void fetch(new URL(req.url ?? "/", platform.url)).then(async (answer) =>
        res.writeHead(answer.status).end(await answer.text()),
      );
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const address = proxy.address();
    if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
    const env = { PUBLIC_URL: `http://127.0.0.1:${address.port}` };
    const found = await examineWith(folder, env, "Server", "Webhook");
    proxy.close();
    expect(wrong(found)).toMatchObject([
      { name: "Server", says: expect.stringMatching(/^WebSockets do not reach it/) },
      {
        name: "Webhook",
        says: expect.stringMatching(/answers 404 to an unsigned event/),
        advice: expect.stringContaining("pass /webhooks/ on"),
      },
    ]);
  });

  it("says that browsers give no camera to pages without https, and no video from an inner address", async () => {
    const env = { PUBLIC_URL: "http://shop.example", ANNOUNCED_ADDRESS: "127.0.0.1" };
    expect(wrong(await examineWith(folder, env, "Server", "Address")).map(({ says }) => says)).toEqual([
      expect.stringMatching(/^nothing answers at http:\/\/shop\.example/),
      expect.stringContaining("neither camera nor microphone"),
      expect.stringContaining("127.0.0.1 is every machine's own"),
    ]);
  });

  it("says that no mail is taken, that half of the settings is missing, and that keys do not fit", async () => {
    const env = { SMTP_URL: `smtp://shop:hunter2@127.0.0.1:${await freePort()}` };
    const away = await examineWith(folder, env, "Mail");
    expect(wrong(away)).toMatchObject([
      { says: expect.stringMatching(/^127\.0\.0\.1:\d+ takes no mail from us: .*ECONNREFUSED/) },
    ]);
    expect(JSON.stringify([...away])).not.toContain("hunter2");
    const other = makeSecrets().vapid;
    const found = await examineWith(folder, { VAPID_PUBLIC_KEY: other.publicKey }, "Push");
    expect(wrong(found)).toMatchObject([{ says: expect.stringContaining("not the other half") }]);
  });

  it(
    "says that a relay lends no address",
    async () => {
      const env = { TURN_URLS: `turn:127.0.0.1:${await freePort()}`, TURN_SECRET: "of nobody at all" };
      expect(wrong(await examineWith(folder, env, "TURN"))).toMatchObject([
        { says: expect.stringContaining("lends no address") },
      ]);
      expect(wrong(await examineWith(folder, { TURN_SECRET: "of nobody at all" }, "TURN"))).toMatchObject([
        { says: "TURN_URLS is not set, and the other is" },
      ]);
    },
    LOOK_MILLIS,
  );
});

it(
  "says that video cannot be reached where a media node announces an address that nobody has",
  async () => {
    const { folder, platform } = await start({ ANNOUNCED_ADDRESS: "203.0.113.7" });
    try {
      expect(wrong(await examineWith(folder, {}, "Address", "Video"))).toMatchObject([
        { name: "Address", says: expect.stringContaining("nobody has it") },
        {
          name: "Video",
          says: expect.stringMatching(
            /^203\.0\.113\.7 port \d+ cannot be reached, neither over UDP nor over TCP/,
          ),
        },
      ]);
    } finally {
      await end(folder, platform);
    }
  },
  START_MILLIS + LOOK_MILLIS,
);

it("says that nothing runs, what to start, and skips what that would only repeat", async () => {
  const folder = await mkdtemp(join(tmpdir(), "showdrop-"));
  const env = { PORT: `${await freePort()}`, MEDIA_PORT: `${await freePort()}` };
  const found = await examineWith(folder, env);
  await rm(folder, { recursive: true });
  expect(wrong(found).map(({ name }) => name)).toEqual(["Server", "Media node"]);
  expect(found.get("Server")?.[0]?.advice).toContain("npm start");
  expect(found.get("Accounts")?.map(({ mark }) => mark)).toEqual(["skipped"]);
  expect(found.get("Video")).toEqual([{ mark: "skipped", says: "not looked at: first see to Media node" }]);
  expect(found.get("Webhook")).toEqual([{ mark: "skipped", says: "not looked at: first see to Server" }]);
});

it("hides secrets wherever they slip in", () => {
  expect(redact("at redis://a:hunter2@b", ["hunter2"])).toBe("at redis://a:•••@b");
});
