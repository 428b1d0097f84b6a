import type {
  CloseReason,
  ConsumerOffer,
  MediaClientToServer,
  MediaCommands,
  MediaServerToClient,
  MediaSource,
  TransportOffer,
} from "@showdrop/shared";
import { ok, type Result, RtpCapabilities, RtpParameters, refuse } from "@showdrop/shared";
import type { types } from "mediasoup";
import type { DefaultEventsMap, Socket } from "socket.io";
import type { Logger } from "./logger.ts";
import type { Pass } from "./tokens.ts";

export interface SocketData {
  pass: Pass;
}
export type MediaSocket = Socket<MediaClientToServer, MediaServerToClient, DefaultEventsMap, SocketData>;

/** Something that a peer sends, and what it is. */
export interface Sending {
  peerId: string;
  source: MediaSource;
  producer: types.Producer;
}

/** A join of many viewers asks the sender for one key frame in this time, not for one each. */
const KEY_FRAME_REQUEST_DELAY_MS = 1_000;

type Answer<C extends keyof MediaCommands> = Promise<Result<MediaCommands[C]["answer"]>>;
type Input<C extends keyof MediaCommands> = MediaCommands[C]["input"];

export interface Peer {
  id: string;
  pass: Pass;
  sendOffer: TransportOffer | null;
  receiveOffer: TransportOffer;
  sendings: () => Sending[];
  connectTransport: (input: Input<"transport:connect">) => Answer<"transport:connect">;
  restartIce: (input: Input<"transport:restart-ice">) => Answer<"transport:restart-ice">;
  produce: (input: Input<"produce">) => Answer<"produce">;
  pauseProducer: (input: Input<"producer:pause">) => Answer<"producer:pause">;
  resumeProducer: (input: Input<"producer:resume">) => Answer<"producer:resume">;
  closeProducer: (input: Input<"producer:close">) => Answer<"producer:close">;
  /** Begins to receive these and everything that is offered later. */
  consume: (input: Input<"consume">, sendings: Sending[]) => Answer<"consume">;
  /** Something new is sent in the room: offers it, when this peer has asked to consume. */
  offer: (sending: Sending) => Promise<void>;
  pauseConsumers: (input: Input<"consumer:pause">) => Answer<"consumer:pause">;
  resumeConsumers: (input: Input<"consumer:resume">) => Answer<"consumer:resume">;
  setLayers: (input: Input<"consumer:layers">) => Answer<"consumer:layers">;
  tellHost: (present: boolean) => void;
  /** Closes all that is this peer's; a reason is told, and the connection ended. */
  close: (reason?: CloseReason) => void;
}

export interface PeerParts {
  pass: Pass;
  socket: MediaSocket;
  router: types.Router;
  /** Null for those who may only watch. */
  send: types.WebRtcTransport | null;
  receive: types.WebRtcTransport;
  onSending: (sending: Sending) => void;
  onSendingClosed: (sending: Sending) => void;
  log: Logger;
}

/** One connection to a show: its transports, what it sends and what it receives. Ids of others do not exist for it. */
export const createPeer = (parts: PeerParts): Peer => {
  const { pass, socket, router, send, receive, log } = parts;
  const producers = new Map<string, Sending>();
  const reserved = new Set<MediaSource>();
  const consumers = new Map<string, types.Consumer>();
  let rtpCapabilities: types.RtpCapabilities | null = null;
  let closed = false;

  const transportOf = (id: string): types.WebRtcTransport | null =>
    [send, receive].find((transport) => transport?.id === id) ?? null;

  /** mediasoup throws on parameters that fit the schema and still make no sense. */
  const asked = async <T>(what: string, work: () => Promise<T>): Promise<Result<T>> => {
    try {
      return ok(await work());
    } catch (error) {
      if (!closed) log.warn({ err: error, what }, "mediasoup did not accept a peer's parameters");
      return refuse("MEDIA_REJECTED");
    }
  };

  const eachConsumer = async (ids: string[], work: (consumer: types.Consumer) => Promise<void>) => {
    const found = ids.map((id) => consumers.get(id)).filter((consumer) => consumer !== undefined);
    if (found.length < ids.length) return refuse("NOT_FOUND");
    const done = await asked("consumer", () => Promise.all(found.map(work)));
    return done.ok ? ok({}) : done;
  };

  const ownProducer = async (id: string, work: (sending: Sending) => Promise<void>) => {
    const sending = producers.get(id);
    if (!sending) return refuse("NOT_FOUND");
    const done = await asked("producer", () => work(sending));
    return done.ok ? ok({}) : done;
  };

  /** Creates the consumer, paused, and tells the peer about its fate from then on. */
  const createConsumer = async (
    { producer, source }: Sending,
    capabilities: types.RtpCapabilities,
  ): Promise<ConsumerOffer> => {
    const consumer = await receive.consume({
      producerId: producer.id,
      rtpCapabilities: capabilities,
      paused: true,
      ...(producer.type === "simulcast" ? { preferredLayers: { spatialLayer: 2, temporalLayer: 2 } } : {}),
      ...(producer.kind === "audio" ? { ignoreDtx: true } : {}),
    });
    const consumerId = consumer.id;
    consumers.set(consumerId, consumer);
    consumer.on("transportclose", () => consumers.delete(consumerId));
    consumer.on("producerclose", () => {
      consumers.delete(consumerId);
      socket.emit("consumer:closed", { consumerId });
    });
    consumer.on("producerpause", () => socket.emit("consumer:paused", { consumerId }));
    consumer.on("producerresume", () => socket.emit("consumer:resumed", { consumerId }));
    return {
      id: consumerId,
      producerId: producer.id,
      kind: producer.kind,
      source,
      rtpParameters: RtpParameters.parse(asSent(consumer.rtpParameters)),
      producerPaused: consumer.producerPaused,
    };
  };

  return {
    id: socket.id,
    pass,
    sendOffer: send && offerOf(send),
    receiveOffer: offerOf(receive),
    sendings: () => [...producers.values()],

    connectTransport: async ({ transportId, dtlsParameters }) => {
      const transport = transportOf(transportId);
      if (!transport) return refuse("TRANSPORT_UNKNOWN");
      const done = await asked("transport:connect", () => transport.connect({ dtlsParameters }));
      return done.ok ? ok({}) : done;
    },

    restartIce: async ({ transportId }) => {
      const transport = transportOf(transportId);
      if (!transport) return refuse("TRANSPORT_UNKNOWN");
      return asked("transport:restart-ice", async () => ({ iceParameters: await transport.restartIce() }));
    },

    produce: async ({ kind, source, rtpParameters, paused = false }) => {
      if (!send) return refuse("NOT_A_HOST");
      if (reserved.has(source)) {
        return refuse("MEDIA_REJECTED", { message: "This source is being sent already.", path: "source" });
      }
      reserved.add(source);
      const made = await asked("produce", () =>
        send.produce({ kind, rtpParameters, paused, keyFrameRequestDelay: KEY_FRAME_REQUEST_DELAY_MS }),
      );
      if (!made.ok) {
        reserved.delete(source);
        return made;
      }
      const producer = made.data;
      const sending: Sending = { peerId: socket.id, source, producer };
      producers.set(producer.id, sending);
      producer.observer.on("close", () => {
        producers.delete(producer.id);
        reserved.delete(source);
        parts.onSendingClosed(sending);
      });
      parts.onSending(sending);
      return ok({ producerId: producer.id });
    },

    pauseProducer: ({ producerId }) => ownProducer(producerId, ({ producer }) => producer.pause()),
    resumeProducer: ({ producerId }) => ownProducer(producerId, ({ producer }) => producer.resume()),
    closeProducer: ({ producerId }) => ownProducer(producerId, async ({ producer }) => producer.close()),

    consume: async (input, sendings) => {
      if (rtpCapabilities)
        return refuse("MEDIA_REJECTED", { message: "The streams were asked for already." });
      rtpCapabilities = input.rtpCapabilities;
      const capabilities = rtpCapabilities;
      const playable = sendings.filter(({ producer }) =>
        router.canConsume({ producerId: producer.id, rtpCapabilities: capabilities }),
      );
      if (playable.length < sendings.length) {
        rtpCapabilities = null;
        return refuse("CANNOT_CONSUME");
      }
      const made = await asked("consume", () =>
        Promise.all(playable.map((sending) => createConsumer(sending, capabilities))),
      );
      if (!made.ok) return made;
      // A sender may have stopped while the consumers were made; their closing was told already.
      return ok({ consumers: made.data.filter((offered) => consumers.has(offered.id)) });
    },

    offer: async (sending) => {
      const capabilities = rtpCapabilities;
      if (!capabilities) return;
      if (!router.canConsume({ producerId: sending.producer.id, rtpCapabilities: capabilities })) return;
      const made = await asked("offer", () => createConsumer(sending, capabilities));
      if (made.ok && consumers.has(made.data.id)) socket.emit("consumer:added", made.data);
    },

    pauseConsumers: ({ consumerIds }) => eachConsumer(consumerIds, (consumer) => consumer.pause()),
    resumeConsumers: ({ consumerIds }) => eachConsumer(consumerIds, (consumer) => consumer.resume()),
    setLayers: ({ consumerId, ...layers }) =>
      eachConsumer([consumerId], (consumer) => consumer.setPreferredLayers(layers)),

    tellHost: (present) => {
      socket.emit("host", { present });
    },

    close: (reason) => {
      if (closed) return;
      closed = true;
      if (reason) socket.emit("closed", { reason });
      send?.close();
      receive.close();
      socket.disconnect(true);
    },
  };
};

const offerOf = (transport: types.WebRtcTransport): TransportOffer => ({
  id: transport.id,
  iceParameters: transport.iceParameters,
  iceCandidates: transport.iceCandidates,
  dtlsParameters: transport.dtlsParameters,
});

/** A router's capabilities as they go over the wire: without the one extension that browsers' peers do not know. */
export const capabilitiesOf = (router: types.Router): RtpCapabilities =>
  RtpCapabilities.parse(
    asSent({
      ...router.rtpCapabilities,
      headerExtensions: (router.rtpCapabilities.headerExtensions ?? []).filter(
        ({ uri }) => uri !== "urn:ietf:params:rtp-hdrext:toffset",
      ),
    }),
  );

/** A value as JSON carries it: mediasoup sets absent properties to undefined. */
const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
