import { setTimeout as sleep } from "node:timers/promises";
import { HANDLER } from "@showdrop/local/kit/webrtc.ts";
import {
  type Admission,
  MEDIA_PATH,
  type MediaClientToServer,
  type MediaServerToClient,
  RtpCapabilities,
  type Welcome,
} from "@showdrop/shared";
import { Device, type types } from "mediasoup-client";
import { io, type Socket } from "socket.io-client";

/** A viewer without a page: real signalling, real WebRTC in this process, nobody who looks. */
export type Watcher = { leave(): void };

const welcomed = (socket: Socket<MediaServerToClient, MediaClientToServer>): Promise<Welcome> =>
  new Promise((resolve, reject) => {
    socket.once("welcome", resolve);
    socket.once("connect_error", reject);
  });

/** Milliseconds after which somebody who is not connected comes again, as a page does. */
const PATIENCE_MS = 20_000;
const COMES_AGAIN = 3;

/** @throws when it is not settled in time */
const inTime = async <T>(promise: Promise<T>): Promise<T> => {
  const late = sleep(PATIENCE_MS, null, { ref: false }).then(() => {
    throw new Error(`a watcher was not connected within ${PATIENCE_MS} ms`);
  });
  return Promise.race([promise, late]);
};

/** Joins with a pass and plays the smallest layer of the pictures; settles when it is connected. */
async function watch(pass: Admission, attempt = 1): Promise<Watcher> {
  const { url, token, rtpCapabilities } = pass;
  const device = await Device.factory({ handlerName: HANDLER });
  await device.load({ routerRtpCapabilities: rtpCapabilities });
  const able = RtpCapabilities.parse(JSON.parse(JSON.stringify(device.recvRtpCapabilities)));
  const socket: Socket<MediaServerToClient, MediaClientToServer> = io(url, {
    path: MEDIA_PATH,
    transports: ["websocket"],
    auth: { token, receive: { rtpCapabilities: able } },
    reconnection: false,
    forceNew: true,
  });
  let transport: types.Transport | undefined;
  const leave = () => {
    transport?.close();
    socket.close();
  };
  const join = async () => {
    const { receive, consumers } = await welcomed(socket);
    const pictures = consumers.filter(({ kind }) => kind === "video");
    if (!receive) throw new Error("the node gave no way to receive");
    const own = device.createRecvTransport(receive);
    transport = own;
    const transportId = own.id;
    own.on("connect", ({ dtlsParameters }, done, fail) => {
      socket.emitWithAck("transport:connect", { transportId, dtlsParameters }).then(() => done(), fail);
    });
    const connected = new Promise<void>((resolve) => {
      own.on("connectionstatechange", (state) => {
        if (state === "connected") resolve();
      });
    });
    await Promise.all(pictures.map((offer) => own.consume(offer)));
    for (const { id: consumerId } of pictures)
      await socket.emitWithAck("consumer:layers", { consumerId, spatialLayer: 0 });
    await socket.emitWithAck("consumer:resume", { consumerIds: pictures.map(({ id }) => id) });
    await connected;
  };
  try {
    await inTime(join());
    return { leave };
  } catch (problem) {
    leave();
    if (attempt === COMES_AGAIN) throw problem;
    return watch(pass, attempt + 1);
  }
}

/** How many join at the same moment: more would block this process until the node thinks it gone. */
const ABREAST = 8;

/** Lets everybody join as fast as this machine can. */
export async function watchAll(passes: readonly Admission[]): Promise<Watcher[]> {
  const waiting = [...passes];
  const watchers: Watcher[] = [];
  const joinInTurn = async () => {
    for (let pass = waiting.pop(); pass; pass = waiting.pop()) watchers.push(await watch(pass));
  };
  await Promise.all(Array.from({ length: ABREAST }, joinInTurn));
  return watchers;
}
