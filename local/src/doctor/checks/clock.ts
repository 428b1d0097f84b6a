import { askHealth } from "../ask.ts";
import { bad, type Check, type Finding, good, note, skipped } from "../check.ts";
import { withRedis } from "../redis.ts";

/** A server tells its time to the second only. */
const SERVER_GRAIN_MILLIS = 1_000;
const NOTE_MILLIS = 1_000;
/** Passes to the video last a minute, and media nodes forgive five seconds. */
const BAD_MILLIS = 5_000;

const judge = (whose: string, aheadMillis: number, grainMillis: number): Finding => {
  const off = Math.max(0, Math.abs(aheadMillis) - grainMillis);
  const seconds = (off / 1000).toFixed(1);
  const says =
    off < NOTE_MILLIS
      ? `${whose} agrees with this machine's ${grainMillis > 0 ? "to the second" : `to ${Math.round(off)} ms`}`
      : `${whose} is ${seconds} s ${aheadMillis > 0 ? "ahead of" : "behind"} this machine's`;
  const advice = "Run an NTP client on every machine (timedatectl set-ntp true).";
  if (off >= BAD_MILLIS) return bad(says, `${advice} Passes to the video are refused meanwhile.`);
  return off >= NOTE_MILLIS ? note(says, advice) : good(says);
};

const readRedis = (url: string): Promise<number> =>
  withRedis(url, async (client) => {
    const began = Date.now();
    const [seconds = "", micros = ""] = await client.sendCommand<string[]>(["TIME"]);
    const middle = (began + Date.now()) / 2;
    return Number(seconds) * 1000 + Number(micros) / 1000 - middle;
  });

export const clock: Check = {
  name: "Clock",
  after: [],
  look: async ({ REDIS_URL, PUBLIC_URL }) => {
    const findings: Finding[] = [];
    const health = await askHealth(PUBLIC_URL);
    if (health?.date !== undefined)
      findings.push(
        judge("the server's clock", health.date + SERVER_GRAIN_MILLIS / 2 - Date.now(), SERVER_GRAIN_MILLIS),
      );
    const redis = REDIS_URL === undefined ? undefined : await readRedis(REDIS_URL).catch(() => undefined);
    if (redis !== undefined) findings.push(judge("Redis's clock", redis, 0));
    return findings.length > 0
      ? findings
      : [skipped("neither the server nor Redis could be asked for the time")];
  },
};
