import {
  type Admission,
  type CloseReason,
  MEDIA_PATH,
  type MediaClientToServer,
  type MediaServerToClient,
  type Result,
  type Welcome,
} from "@showdrop/shared";
import { Device } from "mediasoup-client";
import { io, type Socket } from "socket.io-client";
import { HANDLER } from "../../kit/webrtc.ts";
import type { Stage } from "./stage.ts";

/** To connect and to answer a question. */
const PATIENCE_MS = 10_000;

/** How long the node's reason may take after the media has stopped. */
const LAST_WORD_MS = 2_000;

/** A picture of 540 × 960: half of it for narrow lines, and the whole. */
const LAYERS = [
  { scaleResolutionDownBy: 2, maxBitrate: 200_000 },
  { scaleResolutionDownBy: 1, maxBitrate: 900_000 },
];

/** kbit/s from the first second, so that the show does not begin blurred. */
const START_KBPS = 800;

export type End = CloseReason | "lost";

/** Sends the stage's picture and sound to a media node until the connection ends; answers why it did. */
export const broadcastOnce = (
  { url, token, rtpCapabilities }: Admission,
  stage: Stage,
  signal: AbortSignal,
  onAir: () => void,
): Promise<End> =>
  new Promise((resolve, reject) => {
    const socket: Socket<MediaServerToClient, MediaClientToServer> = io(url, {
      path: MEDIA_PATH,
      transports: ["websocket"],
      auth: { token },
      reconnection: false,
      forceNew: true,
      timeout: PATIENCE_MS,
      ackTimeout: PATIENCE_MS,
    });
    let closeTransport = (): void => {};
    let failing: NodeJS.Timeout | undefined;
    let over = false;
    const clean = () => {
      over = true;
      clearTimeout(failing);
      signal.removeEventListener("abort", lost);
      closeTransport();
      socket.close();
    };
    // Settles before it cleans: closing the socket says "disconnect" once more.
    const end = (why: End) => {
      resolve(why);
      clean();
    };
    const lost = () => end("lost");
    const fail = (error: unknown) => {
      reject(error);
      clean();
    };

    const send = async (welcome: Welcome) => {
      if (!welcome.send) throw new Error("the pass does not allow to send");
      const device = await Device.factory({ handlerName: HANDLER });
      await device.load({ routerRtpCapabilities: rtpCapabilities });
      if (over) return;
      const transport = device.createSendTransport(welcome.send);
      closeTransport = () => transport.close();
      transport.on("connect", ({ dtlsParameters }, done, failed) => {
        socket
          .emitWithAck("transport:connect", { transportId: transport.id, dtlsParameters })
          .then((answer) => demand(answer) && done())
          .catch(failed);
      });
      transport.on("produce", ({ kind, rtpParameters }, done, failed) => {
        const source = kind === "video" ? "camera" : "microphone";
        socket
          .emitWithAck("produce", { kind, source, rtpParameters })
          .then((answer) => done({ id: demand(answer).producerId }))
          .catch(failed);
      });
      transport.on("connectionstatechange", (state) => {
        // The node closes the media of an ended show too; its word about that comes another way.
        if (state === "failed") failing = setTimeout(lost, LAST_WORD_MS);
      });
      await transport.produce({
        track: stage.video,
        encodings: LAYERS,
        codecOptions: { videoGoogleStartBitrate: START_KBPS },
        stopTracks: false,
      });
      await transport.produce({ track: stage.audio, stopTracks: false });
      if (!over) onAir();
    };

    if (signal.aborted) return lost();
    signal.addEventListener("abort", lost);
    socket.on("connect_error", fail);
    socket.on("disconnect", lost);
    socket.on("closed", ({ reason }) => end(reason));
    socket.on("welcome", (welcome) => send(welcome).catch(fail));
  });

const demand = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`the media node refused: ${result.error.message}`);
  return result.data;
};
