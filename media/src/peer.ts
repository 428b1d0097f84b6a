import type {
  CloseReason,
  ConsumerOffer,
  MediaCommands,
  MediaSource,
  RtpCapabilities,
  TransportOffer,
} from "@showdrop/shared";
import { ok, type Result, RtpParameters, refuse } from "@showdrop/shared";
import type { types } from "mediasoup";
import { asSent } from "./codecs.ts";
import type { Line } from "./line.ts";
import type { Logger } from "./logger.ts";
import type { Sending } from "./sending.ts";
import type { Pass } from "./tokens.ts";

type Receiving = NonNullable<PeerParts["receive"]>;

/** A join of many viewers asks the sender for one key frame in this time, not for one each. */
export const KEY_FRAME_REQUEST_DELAY_MS = 1_000;

type Answer<C extends keyof MediaCommands> = Promise<Result<MediaCommands[C]["answer"]>>;
type Input<C extends keyof MediaCommands> = MediaCommands[C]["input"];

export interface Peer {
  id: string;
  pass: Pass;
  sendOffer: TransportOffer | null;
  receiveOffer: TransportOffer | null;
  sendings: () => Sending[];
  connectTransport: (input: Input<"transport:connect">) => Answer<"transport:connect">;
  restartIce: (input: Input<"transport:restart-ice">) => Answer<"transport:restart-ice">;
  produce: (input: Input<"produce">) => Answer<"produce">;
  pauseProducer: (input: Input<"producer:pause">) => Answer<"producer:pause">;
  resumeProducer: (input: Input<"producer:resume">) => Answer<"producer:resume">;
  closeProducer: (input: Input<"producer:close">) => Answer<"producer:close">;
  /** Begins to receive those of these that it can play, paused. Nothing, for a peer that does not receive. */
  consume: (sendings: readonly Sending[]) => Promise<ConsumerOffer[]>;
  /** Something new is sent in the room: offers it, when this peer can play it. */
  offer: (sending: Sending) => Promise<void>;
  pauseConsumers: (input: Input<"consumer:pause">) => Answer<"consumer:pause">;
  resumeConsumers: (input: Input<"consumer:resume">) => Answer<"consumer:resume">;
  setLayers: (input: Input<"consumer:layers">) => Answer<"consumer:layers">;
  tellHost: (present: boolean) => void;
  /** The node is about to stop: the peer is to come back elsewhere within so many milliseconds. */
  tellMoving: (withinMs: number) => void;
  /** Closes all that is this peer's; a reason is told, and the connection ended. */
  close: (reason?: CloseReason) => void;
}

export interface PeerParts {
  pass: Pass;
  line: Line;
  router: types.Router;
  /** Null for those who may only watch. */
  send: types.WebRtcTransport | null;
  /** Null for those who only send. */
  receive: { transport: types.WebRtcTransport; rtpCapabilities: RtpCapabilities } | null;
  onSending: (sending: Sending) => void;
  log: Logger;
}

/** One connection to a show: its transports, what it sends and what it receives. Ids of others do not exist for it. */
export const createPeer = (parts: PeerParts): Peer => {
  const { pass, line, router, send, receive, log } = parts;
  const producers = new Map<string, Sending>();
  const reserved = new Set<MediaSource>();
  const consumers = new Map<string, types.Consumer>();
  let closed = false;

  const transportOf = (id: string): types.WebRtcTransport | null =>
    [send, receive?.transport].find((transport) => transport?.id === id) ?? null;

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
    { producer, source, from }: Sending,
    { transport, rtpCapabilities }: Receiving,
  ): Promise<ConsumerOffer> => {
    const consumer = await transport.consume({
      producerId: producer.id,
      rtpCapabilities,
      paused: true,
      ...(producer.type === "simulcast" ? { preferredLayers: { spatialLayer: 2, temporalLayer: 2 } } : {}),
      ...(producer.kind === "audio" ? { ignoreDtx: true } : {}),
    });
    const consumerId = consumer.id;
    consumers.set(consumerId, consumer);
    consumer.on("transportclose", () => consumers.delete(consumerId));
    consumer.on("producerclose", () => {
      consumers.delete(consumerId);
      line.tell("consumer:closed", { consumerId });
    });
    consumer.on("producerpause", () => line.tell("consumer:paused", { consumerId }));
    consumer.on("producerresume", () => line.tell("consumer:resumed", { consumerId }));
    return {
      id: consumerId,
      producerId: producer.id,
      from,
      kind: producer.kind,
      source,
      rtpParameters: RtpParameters.parse(asSent(consumer.rtpParameters)),
      producerPaused: consumer.producerPaused,
    };
  };

  const offerTo = async (sending: Sending): Promise<ConsumerOffer | null> => {
    if (!receive) return null;
    const { rtpCapabilities } = receive;
    if (!router.canConsume({ producerId: sending.producer.id, rtpCapabilities })) return null;
    const made = await asked("consume", () => createConsumer(sending, receive));
    return made.ok ? made.data : null;
  };

  return {
    id: line.id,
    pass,
    sendOffer: send && offerOf(send),
    receiveOffer: receive && offerOf(receive.transport),
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
      const { userId, role } = pass;
      const sending: Sending = { lineId: line.id, here: true, from: { userId, role }, source, producer };
      producers.set(producer.id, sending);
      producer.observer.on("close", () => {
        producers.delete(producer.id);
        reserved.delete(source);
      });
      parts.onSending(sending);
      return ok({ producerId: producer.id });
    },

    pauseProducer: ({ producerId }) => ownProducer(producerId, ({ producer }) => producer.pause()),
    resumeProducer: ({ producerId }) => ownProducer(producerId, ({ producer }) => producer.resume()),
    closeProducer: ({ producerId }) => ownProducer(producerId, async ({ producer }) => producer.close()),

    consume: async (sendings) => {
      const offers = await Promise.all(sendings.map(offerTo));
      // A sender may have stopped while the consumers were made; their closing was told already.
      return offers.filter((offer) => offer !== null).filter(({ id }) => consumers.has(id));
    },

    offer: async (sending) => {
      const offer = await offerTo(sending);
      if (offer && consumers.has(offer.id)) line.tell("consumer:added", offer);
    },

    pauseConsumers: ({ consumerIds }) => eachConsumer(consumerIds, (consumer) => consumer.pause()),
    resumeConsumers: ({ consumerIds }) => eachConsumer(consumerIds, (consumer) => consumer.resume()),
    setLayers: ({ consumerId, ...layers }) =>
      eachConsumer([consumerId], (consumer) => consumer.setPreferredLayers(layers)),

    tellHost: (present) => {
      line.tell("host", { present });
    },
    tellMoving: (withinMs) => {
      line.tell("moving", { withinMs });
    },

    close: (reason) => {
      if (closed) return;
      closed = true;
      if (reason) line.tell("closed", { reason });
      send?.close();
      receive?.transport.close();
      line.end();
    },
  };
};

const offerOf = (transport: types.WebRtcTransport): TransportOffer => ({
  id: transport.id,
  iceParameters: transport.iceParameters,
  iceCandidates: transport.iceCandidates,
  dtlsParameters: transport.dtlsParameters,
});
