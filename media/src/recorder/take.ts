import { join } from "node:path";
import type { types } from "mediasoup";
import { startFfmpeg } from "../ffmpeg.ts";
import { freePortPair, sayBye, untilListening } from "./ports.ts";
import { describeStream, plainCapabilities } from "./sdp.ts";

/** A picture can be recorded from a key frame on; one that got lost on the way is asked for again after this time. */
const ASK_AGAIN_MS = 1_000;
/** For ffmpeg to write what it has when it is told that nothing more comes; then it is ended. */
const FLUSH_MS = 3_000;
/** A take that was killed lacks at most the cluster that was being filled. */
const CLUSTER_MS = 1_000;

export interface TakeParts {
  router: types.Router;
  producer: types.Producer;
  folder: string;
  /** Its file's name within the folder. */
  file: string;
  ffmpeg: string;
}

export interface Take {
  /** Settles when the first of it is being written, or never. */
  begun: Promise<void>;
  /** Settles when nothing of it is left, with the reason in words. */
  ended: Promise<string>;
  close: () => void;
}

/**
 * Records one stream into a file as it arrives, without decoding it. Every packet is stamped with the time of its
 * arrival (epoch), so takes need nothing else to be put together again: not whole files, not each other, no journal.
 * Everything stays on 127.0.0.1.
 */
export const openTake = async ({ router, producer, folder, file, ffmpeg }: TakeParts): Promise<Take> => {
  const port = await freePortPair();
  const transport = await router.createPlainTransport({
    listenInfo: { protocol: "udp", ip: "127.0.0.1" },
    rtcpMux: true,
    comedia: false,
  });
  let asking: NodeJS.Timeout | undefined;
  try {
    await transport.connect({ ip: "127.0.0.1", port });
    const [codec] = producer.rtpParameters.codecs;
    if (!codec) throw new Error("a producer has a codec");
    const consumer = await transport.consume({
      producerId: producer.id,
      rtpCapabilities: plainCapabilities(router, codec),
      paused: true,
      ...(producer.type === "simulcast" ? { preferredLayers: { spatialLayer: 2, temporalLayer: 2 } } : {}),
    });
    const begun = Promise.withResolvers<void>();
    const recording = startFfmpeg({
      program: ffmpeg,
      args: recordingArgs(join(folder, file)),
      cwd: folder,
      stdin: describeStream(producer.kind, consumer.rtpParameters, port),
      onLine: (line) => {
        // The first report comes when the stream is understood and the file is open.
        if (!line.startsWith("progress=")) return;
        clearInterval(asking);
        begun.resolve();
      },
    });
    let listening = false;
    let closing: { why: string; patience: NodeJS.Timeout } | null = null;
    const close = (why: string): void => {
      if (closing) return;
      closing = { why, patience: setTimeout(() => recording.kill("SIGKILL"), FLUSH_MS) };
      clearInterval(asking);
      transport.close();
      // A signal would leave it waiting for one packet more, and two would keep it from writing what it has.
      if (listening) sayBye(port);
      else recording.kill("SIGKILL");
    };
    consumer.observer.once("close", () => close("the stream ended"));
    const ended = recording.ended.then(({ clean, said }) => {
      const asked = closing;
      close("ffmpeg ended");
      clearTimeout(closing?.patience);
      return asked?.why ?? `ffmpeg ended ${clean ? "early" : "with a fault"}: ${said}`;
    });
    // A key frame that comes before ffmpeg listens is lost, and the next one is a second away.
    await untilListening(port);
    listening = true;
    if (!closing) await consumer.resume();
    if (!closing && producer.kind === "video")
      asking = setInterval(() => {
        // Closed in between: there is nobody to ask any more.
        consumer.requestKeyFrame().catch(() => undefined);
      }, ASK_AGAIN_MS);
    return { begun: begun.promise, ended, close: () => close("closed") };
  } catch (error) {
    clearInterval(asking);
    transport.close();
    throw error;
  }
};

const recordingArgs = (path: string): string[] => [
  ...["-hide_banner", "-loglevel", "error", "-nostdin"],
  ...["-protocol_whitelist", "pipe,udp,rtp", "-localaddr", "127.0.0.1"],
  // A stream is understood by its first picture; how many follow in a second does not matter here.
  ...["-fpsprobesize", "0", "-analyzeduration", "500000"],
  // The time of arrival, not the sender's: senders start, pause and drift as they like.
  ...["-use_wallclock_as_timestamps", "1", "-copyts"],
  ...["-f", "sdp", "-i", "pipe:0", "-map", "0", "-codec", "copy"],
  ...["-f", "matroska", "-cluster_time_limit", `${CLUSTER_MS}`, "-flush_packets", "1"],
  ...["-stats_period", "1", "-progress", "pipe:1", "-n", path],
];
