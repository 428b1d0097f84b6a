import { run } from "../kit/run.ts";
import { type MediasoupPackage, ownWorker } from "./package.ts";
import { isWorker } from "./probe.ts";

const DOWNLOAD_MILLIS = 180_000;

/** Where the prebuilt worker now is, or in a few words why there is none. */
export type Download = { ok: true; file: string } | { ok: false; reason: string };

/** Lets mediasoup fetch the prebuilt worker that its authors publish for this kind of machine. */
export async function downloadWorker(mediasoup: MediasoupPackage): Promise<Download> {
  const result = await run(process.execPath, ["npm-scripts.mjs", "postinstall"], {
    cwd: mediasoup.folder,
    // After a failed download mediasoup would go on to pip and a build that needs more downloads. With a Python
    // that does not exist it stops there.
    env: { ...process.env, PYTHON: "no-python-on-purpose" },
    timeoutMillis: DOWNLOAD_MILLIS,
  });
  const file = ownWorker(mediasoup);
  if (result.code === 0 && (await isWorker(file))) return { ok: true, file };
  const reason = /prebuilt binary[^:]*: (.+)|(no available .+)/.exec(result.output);
  return { ok: false, reason: (reason?.[1] ?? reason?.[2] ?? `exit code ${result.code}`).trim() };
}
