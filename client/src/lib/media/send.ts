import { MediaSource, sourceKinds } from "@showdrop/shared";
import type { types } from "mediasoup-client";
import type { Report } from "./broadcast.ts";
import { type Connection, demand } from "./connection.ts";
import { type Encoding, encodingsOf } from "./encodings.ts";
import { tend } from "./transport.ts";

/** What one connection sends. */
export interface Sending {
  /** Sends this track, in place of the one of its source. */
  setTrack: (source: MediaSource, track: MediaStreamTrack) => Promise<void>;
  setMuted: (source: MediaSource, muted: boolean) => Promise<void>;
  /** Ceases to send this source. */
  drop: (source: MediaSource) => Promise<void>;
  /** Which source a producer of ours is. */
  sourceOf: (producerId: string) => MediaSource | null;
  report: () => Promise<Report>;
}

/** Prepares to send over this connection; `isMuted` says which sources start muted. */
export const prepareSending = async (
  connection: Connection,
  isMuted: (source: MediaSource) => boolean,
): Promise<Sending> => {
  const { socket, welcome, device, transportSettings } = connection;
  if (!welcome.send) throw new Error("a viewer's pass cannot send");
  const transport = device.createSendTransport({ ...welcome.send, ...transportSettings });
  tend(transport, connection);
  const producers = new Map<MediaSource, types.Producer>();
  /** One change at a time: a source that is dropped while it begins must not stay. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  };

  transport.on("produce", ({ kind, rtpParameters, appData }, done, fail) => {
    const source = sourceIn(appData);
    socket
      .emitWithAck("produce", { kind, source, rtpParameters, paused: isMuted(source) })
      .then((answer) => done({ id: demand(answer).producerId }))
      .catch(fail);
  });

  const produceAs = (source: MediaSource, track: MediaStreamTrack, encoding: Encoding) =>
    transport.produce({
      track,
      // The track belongs to the preview, which may outlive this connection.
      stopTracks: false,
      streamId: source === "camera" || source === "microphone" ? "camera" : "screen",
      appData: { source },
      ...encoding,
    });

  const produce = async (source: MediaSource, track: MediaStreamTrack) => {
    const [wanted = {}, ...simpler] = encodingsOf(source, device);
    const producer = await simpler.reduce(
      (made, encoding) =>
        made.catch((error: unknown) => {
          if (connection.signal.aborted) throw error;
          console.warn(`this browser does not send a ${source} as it should`, error);
          return produceAs(source, track, encoding);
        }),
      produceAs(source, track, wanted),
    );
    if (isMuted(source)) producer.pause();
    producers.set(source, producer);
  };

  return {
    setTrack: (source, track) =>
      inTurn(async () => {
        if (sourceKinds[source] === "video") track.contentHint = source === "screen" ? "detail" : "motion";
        const producer = producers.get(source);
        if (!producer) return produce(source, track);
        await producer.replaceTrack({ track });
      }),
    setMuted: (source, muted) =>
      inTurn(async () => {
        const producer = producers.get(source);
        if (!producer || producer.paused === muted) return;
        if (muted) producer.pause();
        else producer.resume();
        const { id: producerId } = producer;
        demand(
          await (muted
            ? socket.emitWithAck("producer:pause", { producerId })
            : socket.emitWithAck("producer:resume", { producerId })),
        );
      }),
    drop: (source) =>
      inTurn(async () => {
        const producer = producers.get(source);
        if (!producer) return;
        producers.delete(source);
        producer.close();
        demand(await socket.emitWithAck("producer:close", { producerId: producer.id }));
      }),
    sourceOf: (producerId) => {
      for (const [source, producer] of producers) if (producer.id === producerId) return source;
      return null;
    },
    report: async () => ({
      counters: await transport.getStats(),
      cameraMid: producers.get("camera")?.rtpParameters.mid ?? null,
    }),
  };
};

/** What `produce` was called with comes back with mediasoup-client's question, untyped. */
const sourceIn = (appData: types.AppData): MediaSource => MediaSource.parse(appData.source);
