import { run } from "../kit/run.ts";

const REFUSAL = 41; // the worker's exit code when nobody tells it which version to be
const PROBE_MILLIS = 10_000;

/** Whether this file is a media worker that runs on this machine. */
export async function isWorker(file: string): Promise<boolean> {
  // Without MEDIASOUP_VERSION a good worker links its libraries, looks for the variable and refuses.
  const { code } = await run(file, [], { env: {}, timeoutMillis: PROBE_MILLIS });
  return code === REFUSAL;
}
