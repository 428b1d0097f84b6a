// The script alone, called by one Node client: `node bare-client.ts REDIS_URL SCRIPT_CALL DROP CALLS IN_FLIGHT USERS`. Says how
// many calls a second. This is what Redis and its client allow; HTTP comes on top.
import { randomBytes, randomUUID } from "node:crypto";
import { createClient } from "redis";
import { z } from "zod";
import { fill, ScriptCall } from "./script-call.ts";

const [, , redisUrl = "", given = "", drop = "", calls = "", inFlight = "", users = ""] = process.argv;
const call = ScriptCall.parse(JSON.parse(given));
const people = z.array(z.string()).parse(JSON.parse(users));
const redis = await createClient({ url: redisUrl, commandOptions: { timeout: 0 } }).connect();
let made = 0;
let held = 0;
const begun = performance.now();
await Promise.all(
  Array.from({ length: Number(inFlight) }, async () => {
    while (made < Number(calls)) {
      const user = people[made++ % people.length] ?? "";
      const hold = randomBytes(12).toString("hex");
      const reply = await redis.evalSha(call.sha, fill(call, { drop, hold, user, key: randomUUID() }));
      if (Array.isArray(reply) && reply[0] === "HELD") held += 1;
    }
  }),
);
console.log(JSON.stringify({ perSecond: made / ((performance.now() - begun) / 1000), held }));
redis.destroy();
