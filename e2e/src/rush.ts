import { HANDLER } from "@showdrop/local/kit/webrtc.ts";
import {
  type Admission,
  MEDIA_PATH,
  type MediaClientToServer,
  type MediaServerToClient,
  RtpCapabilities,
  type Welcome,
} from "@showdrop/shared";
import { Device } from "mediasoup-client";
import { io, type Socket } from "socket.io-client";

/** A viewer without a page: real signalling, real WebRTC in this process, nobody who looks. */
export type Watcher = { leave(): void };

const welcomed = (socket: Socket<MediaServerToClient, MediaClientToServer>): Promise<Welcome> =>
  new Promise((resolve, reject) => {
    socket.once("welcome", resolve);
    socket.once("connect_error", reject);
  });

/** Joins with a pass and plays the smallest layer of everything; settles when it is connected. */
export async function watch({ url, token, rtpCapabilities }: Admission): Promise<Watcher> {
  const device = await Device.factory({ handlerName: HANDLER });
  await device.load({ routerRtpCapabilities: rtpCapabilities });
  const own = RtpCapabilities.parse(JSON.parse(JSON.stringify(device.recvRtpCapabilities)));
  const socket: Socket<MediaServerToClient, MediaClientToServer> = io(url, {
    path: MEDIA_PATH,
    transports: ["websocket"],
    auth: { token, receive: { rtpCapabilities: own } },
    reconnection: false,
    forceNew: true,
  });
  const { receive, consumers } = await welcomed(socket);
  if (!receive) throw new Error("the node gave no way to receive");
  const transport = device.createRecvTransport(receive);
  const transportId = transport.id;
  transport.on("connect", ({ dtlsParameters }, done, fail) => {
    socket.emitWithAck("transport:connect", { transportId, dtlsParameters }).then(() => done(), fail);
  });
  const connected = new Promise<void>((resolve) => {
    transport.on("connectionstatechange", (state) => {
      if (state === "connected") resolve();
    });
  });
  await Promise.all(consumers.map((offer) => transport.consume(offer)));
  for (const { id: consumerId, kind } of consumers)
    if (kind === "video") await socket.emitWithAck("consumer:layers", { consumerId, spatialLayer: 0 });
  await socket.emitWithAck("consumer:resume", { consumerIds: consumers.map(({ id }) => id) });
  await connected;
  return {
    leave: () => {
      transport.close();
      socket.close();
    },
  };
}
