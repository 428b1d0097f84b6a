import { setTimeout as sleep } from "node:timers/promises";
import type { PictureRef } from "@showdrop/shared";
import type { types } from "mediasoup";
import type { Logger } from "../logger.ts";
import type { Room } from "../room.ts";
import type { Sending } from "../sending.ts";
import { type JournalEntry, note, TAKE_ENDING } from "./folder.ts";
import { openTake } from "./take.ts";

/** Before a stream is recorded again after its recording failed: a full disk is not asked without pause. */
const AGAIN_MS = [500, 2_000, 5_000, 15_000];
/** A recording that lasted so long was healthy; the next failure is the first again. */
const HEALTHY_MS = 30_000;

export interface RecorderParts {
  room: Room;
  folder: string;
  ffmpeg: string;
  /** The picture that viewers see large; null for the host's camera. */
  featured: () => PictureRef | null;
  /** Once, when there is something to record for the first time. */
  onOpened: (at: number) => Promise<void>;
  log: Logger;
}

export interface Recorder {
  /** The featured picture may have changed. */
  look: () => void;
  /** Settles when no process, transport or timer of it is left. */
  close: () => Promise<void>;
}

/** One stream that is being recorded, take after take. */
interface Track {
  sending: Sending;
  stop: AbortController;
  /** Its first take has begun. */
  begun: boolean;
  done: Promise<void>;
}

/**
 * Records a room: the picture that viewers see large, and everything that is heard. Each stream is recorded by itself,
 * so whoever comes or goes disturbs nobody else's recording, and nothing that fails here reaches the show.
 */
export const startRecorder = (parts: RecorderParts): Recorder => {
  const { room, folder, ffmpeg, log } = parts;
  const session = `${Date.now()}-${room.router.id.slice(0, 8)}`;
  const tracks = new Map<string, Track>();
  let takes = 0;
  let opening: Promise<void> | null = null;
  let closing: Promise<void> | null = null;

  /** One after the other. What cannot be noted (a full disk) is lost: takes can be put together without. */
  let noted = Promise.resolve();
  const write = (entry: JournalEntry): Promise<void> => {
    noted = noted
      .then(() => note(folder, session, entry))
      .catch((error: unknown) => log.error({ err: error }, "the recorder's journal could not be written"));
    return noted;
  };

  const open = (): Promise<void> => {
    const at = Date.now();
    opening ??= write({ type: "opened", at })
      .then(() => parts.onOpened(at))
      .catch((error: unknown) => log.error({ err: error }, "a recording could not be opened"));
    return opening;
  };

  /** Records a stream until it is told to stop, again when its recording fails. */
  const record = async (track: Track): Promise<void> => {
    const { sending, stop } = track;
    const { signal } = stop;
    let failures = 0;
    await open();
    while (!signal.aborted) {
      const startedAt = Date.now();
      const why = await recordOnce(track).catch((error: unknown) => String(error));
      if (signal.aborted || sending.producer.closed) return;
      failures = Date.now() - startedAt > HEALTHY_MS ? 1 : failures + 1;
      const pause = AGAIN_MS[Math.min(failures, AGAIN_MS.length) - 1];
      log.warn({ why, source: sending.source, againInMs: pause }, "a stream is not recorded for now");
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  };

  const recordOnce = async (track: Track): Promise<string> => {
    const { from, source, producer } = track.sending;
    const { signal } = track.stop;
    const file = `${session}-${++takes}-${source}${TAKE_ENDING}`;
    const codec = producer.rtpParameters.codecs[0]?.mimeType ?? "";
    const { kind } = producer;
    await write({ type: "take", at: Date.now(), file, kind, source, userId: from.userId, codec });
    const take = await openTake({ router: room.router, producer, folder, file, ffmpeg });
    const turned = ({ rotation: degrees }: types.ProducerVideoOrientation) =>
      void write({ type: "turned", at: Date.now(), file, degrees });
    producer.on("videoorientationchange", turned);
    const end = () => take.close();
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
    void take.begun.then(() => onBegun(track));
    const why = await take.ended;
    signal.removeEventListener("abort", end);
    producer.off("videoorientationchange", turned);
    await write({ type: "take:ended", at: Date.now(), file, why });
    return why;
  };

  /** A picture that is recorded now takes the place of those before it, and not a moment earlier. */
  const onBegun = (track: Track): void => {
    track.begun = true;
    if (track.sending.producer.kind === "video") look();
  };

  /** What is to be recorded of what is sent to this node now: what a pipe brings is recorded where it came from. */
  const chosen = (): Sending[] => {
    const sendings = room
      .sendings()
      .filter(({ here, from, producer }) => here && from.role !== "viewer" && !producer.closed);
    const picture = choosePicture(sendings, parts.featured());
    return [...(picture ? [picture] : []), ...sendings.filter(({ producer }) => producer.kind === "audio")];
  };

  const look = (): void => {
    if (closing !== null) return;
    const wanted = chosen();
    for (const sending of wanted) {
      const { id } = sending.producer;
      if (tracks.has(id)) continue;
      const track: Track = { sending, stop: new AbortController(), begun: false, done: Promise.resolve() };
      tracks.set(id, track);
      track.done = record(track).finally(() => tracks.delete(id));
    }
    const picture = wanted.find(({ producer }) => producer.kind === "video");
    const replaced = !picture || tracks.get(picture.producer.id)?.begun;
    for (const { sending, stop } of tracks.values()) {
      const { producer } = sending;
      if (wanted.includes(sending)) continue;
      if (producer.closed || producer.kind === "audio" || replaced) stop.abort();
    }
  };

  const unfollow = room.follow({ added: look, closed: look });
  const close = (): Promise<void> => {
    closing ??= (async () => {
      unfollow();
      for (const { stop } of tracks.values()) stop.abort();
      await Promise.all([...tracks.values()].map(({ done }) => done));
      if (opening !== null) await write({ type: "closed", at: Date.now() });
    })();
    return closing;
  };
  room.router.observer.once("close", () => void close());
  look();
  return { look, close };
};

/** The featured picture where it is sent, else the host's camera, else their screen, else whichever there is. */
export const choosePicture = (
  sendings: readonly Sending[],
  featured: PictureRef | null,
): Sending | undefined => {
  const ofHost = (source: string) =>
    sendings.find((sending) => sending.from.role === "host" && sending.source === source);
  return (
    sendings.find(({ from, source }) => source === featured?.source && from.userId === featured.userId) ??
    ofHost("camera") ??
    ofHost("screen") ??
    sendings.find(({ producer }) => producer.kind === "video")
  );
};
