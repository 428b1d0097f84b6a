// Makes sure of a media worker and prints its path: npm run media:worker
import { describeError } from "../kit/instruction.ts";
import { logToStderr } from "../kit/log.ts";
import { ensureWorker } from "./ensure-worker.ts";

try {
  process.stdout.write(`${await ensureWorker(logToStderr)}\n`);
} catch (error) {
  logToStderr(describeError(error));
  process.exitCode = 1;
}
