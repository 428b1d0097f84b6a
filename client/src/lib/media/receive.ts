import type { ConsumerOffer } from "@showdrop/shared";
import type { types } from "mediasoup-client";
import { type Connection, demand } from "./connection.ts";
import { tend } from "./transport.ts";

interface Received {
  consumer: types.Consumer;
  /** The sender has muted it. */
  muted: boolean;
}

/** Plays what the node offers: `changed` gets the tracks that carry something now, the newest of each kind. */
export const receive = async (
  connection: Connection,
  changed: (tracks: MediaStreamTrack[]) => void,
): Promise<void> => {
  const { socket, welcome, signal, device } = connection;
  if (!welcome.receive) throw new Error("the media node gave no way to receive");
  const transport = device.createRecvTransport(welcome.receive);
  tend(transport, connection);
  const received = new Map<string, Received>();

  const publish = () => {
    if (signal.aborted) return;
    const newest = new Map<string, MediaStreamTrack>();
    for (const { consumer, muted } of received.values()) {
      // A muted camera would stay as a frozen picture.
      if (!muted) newest.set(consumer.kind, consumer.track);
    }
    changed([...newest.values()]);
  };

  const accept = async (offers: ConsumerOffer[]) => {
    if (offers.length === 0) return;
    const consumers = await Promise.all(offers.map((offer) => transport.consume(offer)));
    consumers.forEach((consumer, index) => {
      received.set(consumer.id, { consumer, muted: offers[index]?.producerPaused ?? false });
    });
    const consumerIds = offers.map(({ id }) => id);
    demand(await socket.emitWithAck("consumer:resume", { consumerIds }));
    publish();
  };

  const mute = (consumerId: string, muted: boolean) => {
    const known = received.get(consumerId);
    if (!known) return;
    received.set(consumerId, { ...known, muted });
    publish();
  };

  socket.on("consumer:added", (offer) => {
    // It may have gone again in between; then there is nothing to play.
    accept([offer]).catch((error: unknown) => console.warn("a stream could not be played", error));
  });
  socket.on("consumer:closed", ({ consumerId }) => {
    received.get(consumerId)?.consumer.close();
    if (received.delete(consumerId)) publish();
  });
  socket.on("consumer:paused", ({ consumerId }) => mute(consumerId, true));
  socket.on("consumer:resumed", ({ consumerId }) => mute(consumerId, false));

  await accept(welcome.consumers);
};
