// Peers join and leave a node for a while, with real media; what it holds must not grow. SOAK_MINUTES (10) sets how long.
import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { MEDIA_TOKEN_SECONDS } from "@showdrop/shared";
import { SignJWT } from "jose";
import { z } from "zod";
import { NOTHING } from "../holdings.ts";
import { newId } from "../node.ts";
import { join } from "../peers.ts";
import { type Enter, runLoad } from "./load.ts";
import { growth, measure, type Sample } from "./measure.ts";
import { Held, Started } from "./messages.ts";

const MINUTES = z.coerce.number().positive().default(10).parse(process.env.SOAK_MINUTES);
const LOOK_EVERY_MS = 5_000;
const PRINT_EVERY = 6;
/** Until code is compiled and pools are filled; what comes then is compared. */
const WARM_UP_MS = 30_000;
const LEAVE_WITHIN_MS = 10_000;

const print = (line: string) => process.stdout.write(`${line}\n`);
const row = (cells: readonly (string | number)[]) => cells.map((cell) => String(cell).padStart(11)).join("");
const rounded = (number: number) => Math.round(number * 10) / 10;

const child = fork(fileURLToPath(new URL("./node.ts", import.meta.url)));
const heard = async () => {
  const [message] = await once(child, "message");
  return message;
};
const { port, nodeId, tokenSecret } = Started.parse(await heard());
const held = async (): Promise<Held> => {
  const answer = heard();
  child.send("measure");
  return Held.parse(await answer);
};

const enter: Enter = async (showId, role) =>
  join(
    port,
    await new SignJWT({ showId, userId: newId(), role, nodeId })
      .setProtectedHeader({ alg: "HS256" })
      .setExpirationTime(Math.floor(Date.now() / 1000) + MEDIA_TOKEN_SECONDS)
      .sign(new TextEncoder().encode(tokenSecret)),
  );

const over = new AbortController();
const load = runLoad(enter, over.signal);
load.catch((error: unknown) => {
  print(`the load failed: ${String(error)}`);
  process.exit(1);
});
await pause(WARM_UP_MS);

const samples: Sample[] = [];
const end = Date.now() + MINUTES * 60_000;
while (Date.now() < end) {
  const sample = await measure(await held(), child.pid ?? 0);
  if (samples.length === 0) print(row(["seconds", ...Object.keys(sample)]));
  if (samples.length % PRINT_EVERY === 0) {
    print(row([(samples.length * LOOK_EVERY_MS) / 1000, ...Object.values(sample).map(rounded)]));
  }
  samples.push(sample);
  await pause(LOOK_EVERY_MS);
}

over.abort();
const { came, saw } = await load;
const empty = JSON.stringify([NOTHING, NOTHING]);
const left = async (): Promise<string> => JSON.stringify((await held()).held);
const giveUp = Date.now() + LEAVE_WITHIN_MS;
while ((await left()) !== empty && Date.now() < giveUp) await pause(100);
const leftover = await left();
child.disconnect();
await once(child, "exit");

print(`${came} peers came, ${saw} saw a picture`);
const grown = growth(samples);
for (const { measured, first, last, grown: bad } of grown) {
  print(row([measured, rounded(first), rounded(last), bad ? "GREW" : "steady"]));
}
if (leftover !== empty) print(`after all had left the workers still hold ${leftover}`);
process.exit(leftover !== empty || saw === 0 || grown.some((one) => one.grown) ? 1 : 0);
