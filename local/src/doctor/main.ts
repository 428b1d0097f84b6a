// npm run doctor: exits with 0 when nothing is wrong, with 1 otherwise.
import { parseArgs } from "node:util";
import { reasonOf } from "./check.ts";
import { runDoctor } from "./doctor.ts";

let sound = false;
try {
  const { values } = parseArgs({ options: { settings: { type: "string" } } });
  sound = await runDoctor(process.env, values.settings, (line) => console.log(line));
} catch (error) {
  console.error(error instanceof Error ? error.message : reasonOf(error));
}
process.exit(sound ? 0 : 1); // WebRTC's native threads would keep it alive
