import { cacheFolder } from "../../kit/paths.ts";
import { cachedWorker } from "../../worker/cache.ts";
import { findMediasoup, ownWorker } from "../../worker/package.ts";
import { isWorker } from "../../worker/probe.ts";
import { bad, type Check, good, note } from "../check.ts";

export const worker: Check = {
  name: "Worker",
  after: [],
  look: async ({ MEDIASOUP_WORKER_BIN: given, local }) => {
    if (given) {
      if (await isWorker(given)) return [good(`the media worker runs: ${given}`)];
      const advice = "Unset it, or run npm run media:worker and set it to the path that this prints.";
      return [bad(`MEDIASOUP_WORKER_BIN is ${given}, and that is no media worker that runs here`, advice)];
    }
    const mediasoup = findMediasoup();
    for (const file of [ownWorker(mediasoup), cachedWorker(cacheFolder(), mediasoup.version)])
      if (await isWorker(file)) return [good(`the media worker runs: ${file}`)];
    const says = `there is no worker of mediasoup ${mediasoup.version} on this machine`;
    const advice = "npm run media:worker fetches or builds one. The media node's image brings its own.";
    return [local ? bad(says, advice) : note(says, advice)];
  },
};
