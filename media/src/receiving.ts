import { type ConsumerOffer, ok, type RtpCapabilities, RtpParameters, refuse } from "@showdrop/shared";
import type { types } from "mediasoup";
import type { Ask } from "./asked.ts";
import type { BestLayer } from "./audience.ts";
import { asSent } from "./codecs.ts";
import type { Answer, Input } from "./commands.ts";
import type { Hall } from "./hall.ts";
import type { Line } from "./line.ts";
import { watchPictures } from "./pictures.ts";
import type { Sending } from "./sending.ts";

export interface Receiving {
  /**
   * Begins to receive those of these that the peer can play, paused, and leaves out what it receives already. From then
   * on the peer is told of their fate.
   */
  consume: (sendings: readonly Sending[]) => Promise<ConsumerOffer[]>;
  /** Of these offers, those whose streams still run. */
  living: (offers: readonly ConsumerOffer[]) => ConsumerOffer[];
  pauseConsumers: (input: Input<"consumer:pause">) => Answer<"consumer:pause">;
  resumeConsumers: (input: Input<"consumer:resume">) => Answer<"consumer:resume">;
  setLayers: (input: Input<"consumer:layers">) => Answer<"consumer:layers">;
}

export interface ReceivingParts {
  line: Line;
  hall: Hall;
  /** Null for those who only send. */
  receive: { transport: types.WebRtcTransport; rtpCapabilities: RtpCapabilities } | null;
  ask: Ask;
  onPicture: (best: BestLayer) => void;
}

/**
 * On a narrow line each picture gets its smallest layer first, then what is left goes to the higher priority: letters on
 * a screen are lost sooner than faces. Sound has none: mediasoup sends it whole, whatever is left for pictures.
 */
const SCREEN_PRIORITY = 2;

/** What one peer receives. */
export const createReceiving = (parts: ReceivingParts): Receiving => {
  const { line, hall, receive, ask } = parts;
  const consumers = new Map<string, types.Consumer>();
  const pictures = watchPictures({
    onLayer: (consumerId, spatialLayer) => line.tell("consumer:layers", { consumerId, spatialLayer }),
    onBest: parts.onPicture,
  });
  /** Producers that are received, or are about to be. */
  const known = new Set<string>();

  const each = async (ids: string[], work: (consumer: types.Consumer) => Promise<void>) => {
    const found = ids.map((id) => consumers.get(id)).filter((consumer) => consumer !== undefined);
    if (found.length < ids.length) return refuse("NOT_FOUND");
    const done = await ask("consumer", () => Promise.all(found.map(work)));
    return done.ok ? ok({}) : done;
  };

  const tellFate = (consumer: types.Consumer): void => {
    const consumerId = consumer.id;
    consumer.on("transportclose", () => consumers.delete(consumerId));
    consumer.on("producerclose", () => {
      consumers.delete(consumerId);
      line.tell("consumer:closed", { consumerId });
    });
    consumer.on("producerpause", () => line.tell("consumer:paused", { consumerId }));
    consumer.on("producerresume", () => line.tell("consumer:resumed", { consumerId }));
  };

  const createConsumer = async (
    { producer, source, from }: Sending,
    producerId: string,
    { transport, rtpCapabilities }: NonNullable<ReceivingParts["receive"]>,
  ): Promise<ConsumerOffer> => {
    const consumer = await transport.consume({
      producerId,
      rtpCapabilities,
      paused: true,
      ...(producer.kind === "audio" ? { ignoreDtx: true } : {}),
    });
    consumers.set(consumer.id, consumer);
    tellFate(consumer);
    pictures.watch(consumer);
    if (source === "screen") void ask("consumer", () => consumer.setPriority(SCREEN_PRIORITY));
    return {
      id: consumer.id,
      producerId: producer.id,
      from,
      kind: producer.kind,
      source,
      rtpParameters: RtpParameters.parse(asSent(consumer.rtpParameters)),
      producerPaused: consumer.producerPaused,
    };
  };

  const offerOf = async (sending: Sending): Promise<ConsumerOffer | null> => {
    const { producer } = sending;
    if (!receive || known.has(producer.id)) return null;
    const { rtpCapabilities } = receive;
    known.add(producer.id);
    producer.observer.once("close", () => known.delete(producer.id));
    const producerId = await hall.carry(producer);
    if (producerId === null || !hall.router.canConsume({ producerId, rtpCapabilities })) return null;
    const made = await ask("consume", () => createConsumer(sending, producerId, receive));
    return made.ok ? made.data : null;
  };

  const living = (offers: readonly ConsumerOffer[]) => offers.filter(({ id }) => consumers.has(id));

  return {
    consume: async (sendings) => {
      const offers = await Promise.all(sendings.map(offerOf));
      return living(offers.filter((offer) => offer !== null));
    },
    living,
    pauseConsumers: ({ consumerIds }) => each(consumerIds, (consumer) => consumer.pause()),
    resumeConsumers: ({ consumerIds }) => each(consumerIds, (consumer) => consumer.resume()),
    setLayers: ({ consumerId, ...layers }) =>
      each([consumerId], (consumer) => consumer.setPreferredLayers(layers)),
  };
};
