import {
  type CloseReason,
  type ConsumerOffer,
  MEDIA_PATH,
  type MediaAuth,
  type MediaClientToServer,
  type MediaEvents,
  type MediaServerToClient,
  MediaSource,
  type Result,
  RtpCapabilities,
  type Welcome,
} from "@showdrop/shared";
import { Device, type types } from "mediasoup-client";
import { io, type Socket } from "socket.io-client";
import { asSent, routerCapabilities } from "../codecs.ts";
import { HANDLER } from "./webrtc.ts";

export type PeerSocket = Socket<MediaServerToClient, MediaClientToServer>;

/** A peer as a browser is one: real signalling, real WebRTC. */
export interface TestPeer {
  socket: PeerSocket;
  welcome: Welcome;
  /** Why the node closed it; settles when it does. */
  closed: Promise<CloseReason>;
  device: Device;
  leave: () => Promise<void>;
}

/** Connects with an admission token; the caller listens from the first moment. */
export const openSocket = (
  port: number,
  token: string,
  { origin, receive }: { origin?: string; receive?: MediaAuth["receive"] } = {},
): PeerSocket =>
  io(`http://localhost:${port}`, {
    path: MEDIA_PATH,
    transports: ["websocket"],
    auth: { token, ...(receive ? { receive } : {}) },
    reconnection: false,
    forceNew: true,
    ...(origin === undefined ? {} : { extraHeaders: { origin } }),
  });

export const closing = (socket: PeerSocket): Promise<CloseReason> =>
  new Promise((resolve) => socket.once("closed", ({ reason }) => resolve(reason)));

/** The next time that the node says this to a peer, and `accept` says yes. */
export const told = <E extends keyof MediaEvents>(
  { socket }: Pick<TestPeer, "socket">,
  event: E,
  accept: (data: MediaEvents[E]) => boolean = () => true,
): Promise<MediaEvents[E]> =>
  new Promise((resolve) => {
    const listen = (name: string, data: MediaEvents[E]) => {
      if (name !== event || !accept(data)) return;
      socket.offAny(listen);
      resolve(data);
    };
    socket.onAny(listen);
  });

/** The socket's refusal: its code, or what failed below it. */
export const refusal = (socket: PeerSocket): Promise<unknown> =>
  new Promise((resolve, reject) => {
    socket.once("connect", () => reject(new Error("the socket was let in")));
    socket.once("connect_error", (error) => {
      const data: unknown = "data" in error ? error.data : undefined;
      socket.close();
      resolve(
        typeof data === "object" && data !== null && "code" in data ? data.code : "refused at the upgrade",
      );
    });
  });

/** Joins, able to receive whatever is sent, and waits for the welcome. */
export const join = async (port: number, token: string): Promise<TestPeer> => {
  const device = await Device.factory({ handlerName: HANDLER });
  await device.load({ routerRtpCapabilities: routerCapabilities() });
  const rtpCapabilities = RtpCapabilities.parse(asSent(device.recvRtpCapabilities));
  const socket = openSocket(port, token, { receive: { rtpCapabilities } });
  const closed = closing(socket);
  const welcome = await new Promise<Welcome>((resolve, reject) => {
    socket.once("welcome", resolve);
    socket.once("connect_error", reject);
  });
  return {
    socket,
    welcome,
    closed,
    device,
    leave: () =>
      new Promise((resolve) => {
        if (!socket.connected) return resolve();
        socket.once("disconnect", () => resolve());
        socket.disconnect();
      }),
  };
};

/** The data of an answer that must be a yes. */
export const granted = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`refused: ${result.error.code}`);
  return result.data;
};

const connectThrough = (peer: TestPeer, transport: types.Transport): void => {
  transport.on("connect", ({ dtlsParameters }, done, fail) => {
    peer.socket
      .emitWithAck("transport:connect", { transportId: transport.id, dtlsParameters })
      .then(granted)
      .then(done, fail);
  });
};

/** A transport for sending; its tracks go to the node as camera and microphone, or as `appData.source` says. */
export const createSender = (peer: TestPeer): types.Transport => {
  if (!peer.welcome.send) throw new Error("this peer may not send");
  const transport = peer.device.createSendTransport(peer.welcome.send);
  connectThrough(peer, transport);
  transport.on("produce", ({ kind, rtpParameters, appData }, done, fail) => {
    const source = MediaSource.catch(kind === "video" ? "camera" : "microphone").parse(appData.source);
    peer.socket
      .emitWithAck("produce", { kind, source, rtpParameters, paused: appData.paused === true })
      .then(granted)
      .then(({ producerId }) => done({ id: producerId }), fail);
  });
  peer.socket.once("disconnect", () => transport.close());
  return transport;
};

/** Receives what is offered; consumers start once the node was told. */
export const createReceiver = (peer: TestPeer) => {
  if (!peer.welcome.receive) throw new Error("this peer may not receive");
  const transport = peer.device.createRecvTransport(peer.welcome.receive);
  connectThrough(peer, transport);
  peer.socket.once("disconnect", () => transport.close());

  const accept = async (offer: ConsumerOffer): Promise<types.Consumer> => {
    const consumer = await transport.consume(offer);
    granted(await peer.socket.emitWithAck("consumer:resume", { consumerIds: [offer.id] }));
    return consumer;
  };

  return {
    transport,
    /** Everything that was sent when the peer joined. */
    consume: (): Promise<types.Consumer[]> => Promise.all(peer.welcome.consumers.map(accept)),
    /** The next stream that somebody begins to send. */
    added: (): Promise<types.Consumer> =>
      new Promise((resolve, reject) => {
        peer.socket.once("consumer:added", (offer) => accept(offer).then(resolve, reject));
      }),
  };
};
