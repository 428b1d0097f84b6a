import type { ConsumerOffer } from "@showdrop/shared";
import type { types } from "mediasoup-client";
import { type Connection, demand } from "./connection.ts";
import { feedKey, type Incoming } from "./feeds.ts";
import type { Wish } from "./quality.ts";
import { reached } from "./steps.ts";
import { tend } from "./transport.ts";

/** A picture that may be wished for: what it is, and how many simulcast layers there are of it. */
export interface Receivable {
  offer: ConsumerOffer;
  layers: number;
  /** The layer that comes now; undefined until the node has said. */
  layer: number | null | undefined;
}

export interface Reception {
  /** Takes in what the welcome offered; rejects when that cannot be done. */
  begin: () => Promise<void>;
  incoming: () => Incoming[];
  /** Settles when all that is wanted arrives, or after a moment if some of it does not. */
  flowing: () => Promise<void>;
  /** Asks the node for what `wish` says now, where that has changed. */
  reconsider: () => void;
}

export interface ReceptionParts {
  /** What of a picture is wanted at this moment. */
  wish: (picture: Receivable) => Wish;
  /** False for a preview: no sound is asked for. */
  sound: boolean;
  /** Something came, went, or was switched on or off. */
  changed: () => void;
}

/** A new connection that takes over waits so long for its media; then a gap is better than two connections. */
const FLOW_MS = 3_000;

/** What may wait does so for as long after the first packet: a frame is decoded and painted within it. */
const PICTURE_FIRST_MS = 1_000;

interface Received extends Receivable {
  consumer: types.Consumer;
  muted: boolean;
  /** What the node was asked for last. */
  asked: Wish;
}

/** What nodes give who did not ask: mediasoup's layers are numbered from 0. */
const BEST_LAYER = 2;

/** How many spatial layers "L3T2" or "S3T3" speak of; a picture without simulcast has one. */
const layersOf = ({ rtpParameters }: ConsumerOffer): number =>
  Number(/^[LS](\d)/.exec(rtpParameters.encodings?.[0]?.scalabilityMode ?? "")?.[1] ?? 1);

/**
 * Whether pages may say here how long something is held. Where they may not, sound and picture must come in one stream, which
 * the browser keeps in step to the millisecond.
 */
const mayHold = (): boolean =>
  "RTCRtpReceiver" in globalThis && "jitterBufferTarget" in RTCRtpReceiver.prototype;

/** What the node offers over one connection, played as far as it is wished for. */
export const createReception = (
  connection: Connection,
  { wish, sound, changed }: ReceptionParts,
): Reception => {
  const { socket, welcome, signal, device, transportSettings } = connection;
  const apart = mayHold();
  if (!welcome.receive) throw new Error("the media node gave no way to receive");
  const transport = device.createRecvTransport({ ...welcome.receive, ...transportSettings });
  tend(transport, connection);
  const received = new Map<string, Received>();
  const tell = () => {
    if (!signal.aborted) changed();
  };

  const streams = () =>
    [...received.values()].map(({ offer, consumer }) => ({ feed: feedKey(offer), consumer }));
  let kept = !apart;
  /** Fetched when the first picture is there; on a good line sound is some 30 ms late without it, as with it. */
  const keep = () => {
    if (kept) return;
    kept = true;
    setTimeout(() => {
      import("./in-step.ts").then(({ keepInStep }) => keepInStep(streams, signal)).catch(() => undefined);
    }, PICTURE_FIRST_MS);
  };

  const arrived = () => {
    reached("arriving");
    keep();
    tell();
  };

  /** The node forgets all of a lost connection, so that a wish that cannot be told needs no repetition. */
  const warn = (error: unknown) => {
    if (!signal.aborted) console.warn("the node was not told what is wanted", error);
  };

  const askLayer = async ({ consumer }: Received, spatialLayer: number) =>
    demand(await socket.emitWithAck("consumer:layers", { consumerId: consumer.id, spatialLayer }));

  const ask = async (one: Received, wanted: Wish) => {
    const before = one.asked;
    one.asked = wanted;
    const consumerIds = [one.consumer.id];
    if (wanted === "paused") return demand(await socket.emitWithAck("consumer:pause", { consumerIds }));
    // The layer first: what is resumed begins with the right one.
    const layer = one.layers > 1 && wanted !== before ? askLayer(one, wanted) : null;
    if (before === "paused") demand(await socket.emitWithAck("consumer:resume", { consumerIds }));
    await layer;
  };

  const reconsider = () => {
    let switched = false;
    for (const one of received.values()) {
      if (one.consumer.kind === "audio") continue;
      const wanted = wish(one);
      if (wanted === one.asked) continue;
      switched ||= wanted === "paused" || one.asked === "paused";
      ask(one, wanted).catch(warn);
    }
    if (switched) tell();
  };

  /** Takes offers in and starts all that is wanted with one message. */
  const accept = async (offers: ConsumerOffer[]) => {
    if (offers.length === 0) return;
    const consumers = await Promise.all(
      offers.map((offer) =>
        // What is of one stream the browser keeps in step; other places have clocks of their own.
        transport.consume({ ...offer, streamId: `${feedKey(offer)}${apart ? `:${offer.kind}` : ""}` }),
      ),
    );
    const news = consumers.flatMap((consumer, index): Received[] => {
      const offer = offers[index];
      if (!offer) return [];
      const one = { offer, layers: layersOf(offer), layer: undefined };
      const wanted = consumer.kind !== "audio" ? wish(one) : sound ? 0 : "paused";
      return [{ ...one, consumer, muted: offer.producerPaused, asked: wanted }];
    });
    for (const one of news) {
      received.set(one.consumer.id, one);
      // A track is mute until its first packet, and then plays.
      one.consumer.track.addEventListener("unmute", arrived, { signal });
    }
    reached("consuming");
    // Whoever shows it can begin with it while the node is asked.
    tell();
    const wanted = news.filter(({ asked }) => asked !== "paused");
    if (wanted.length === 0) return;
    const layered = wanted.filter(({ layers, asked }) => layers > 1 && asked !== BEST_LAYER);
    const consumerIds = wanted.map(({ consumer }) => consumer.id);
    await Promise.all([
      ...layered.map(async (one) => askLayer(one, Number(one.asked))),
      socket.emitWithAck("consumer:resume", { consumerIds }).then(demand),
    ]);
  };

  const note = (consumerId: string, news: Partial<Pick<Received, "muted" | "layer">>) => {
    const known = received.get(consumerId);
    if (!known) return;
    Object.assign(known, news);
    tell();
  };

  socket.on("consumer:added", (offer) => {
    // It may have gone again in between; then there is nothing to play.
    accept([offer]).catch((error: unknown) => console.warn("a stream could not be played", error));
  });
  socket.on("consumer:closed", ({ consumerId }) => {
    received.get(consumerId)?.consumer.close();
    if (received.delete(consumerId)) tell();
  });
  socket.on("consumer:paused", ({ consumerId }) => note(consumerId, { muted: true }));
  socket.on("consumer:resumed", ({ consumerId }) => note(consumerId, { muted: false }));
  socket.on("consumer:layers", ({ consumerId, spatialLayer }) => note(consumerId, { layer: spatialLayer }));

  return {
    begin: () => accept(welcome.consumers),
    incoming: () =>
      [...received.values()].map(({ offer, consumer, muted, layer, asked }) => ({
        ...{ offer, muted, layer, track: consumer.track },
        paused: asked === "paused",
      })),
    flowing: async () => {
      const wanted = [...received.values()].filter(({ muted, asked }) => !muted && asked !== "paused");
      const patient = AbortSignal.any([signal, AbortSignal.timeout(FLOW_MS)]);
      await Promise.all(wanted.map(({ consumer }) => unmuted(consumer.track, patient)));
    },
    reconsider,
  };
};

const unmuted = (track: MediaStreamTrack, patient: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (!track.muted || patient.aborted) return resolve();
    track.addEventListener("unmute", () => resolve(), { once: true });
    patient.addEventListener("abort", () => resolve(), { once: true });
  });
