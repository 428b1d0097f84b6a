import type { types } from "mediasoup-client";

/** How often it is looked whether sound and picture are still in step, in milliseconds. */
const LOOK_EVERY_MS = 1_000;
/**
 * Milliseconds by which sound may be early or late without anybody noticing: 45 and 125 (ITU-R BT.1359-1), less what screens
 * and loudspeakers add that a page cannot know.
 */
const SOUND_EARLY_MS = 30;
const SOUND_LATE_MS = 90;
/** What a browser lets a page ask for at most (WebRTC, `jitterBufferTarget`). */
const MOST_MS = 4_000;
/** A smaller change is not worth the stretching of the sound that it takes. */
const STEP_MS = 10;

/** What a browser has counted of one stream so far: a part of its `RTCInboundRtpStreamStats`. */
export interface Played {
  /** Seconds, over all that was played. */
  jitterBufferDelay: number;
  /** Frames of a picture or samples of sound that were played. */
  jitterBufferEmittedCount: number;
}

/** One stream that is received: a picture, or the sound that belongs to it. */
export interface Stream {
  /** What sound and picture of the same place and sender have in common. */
  feed: string;
  consumer: Pick<types.Consumer, "kind" | "track" | "rtpReceiver">;
}

/** Milliseconds that what was played between two counts had waited for it; null when nothing was. */
export const heldBetween = (before: Played, after: Played): number | null => {
  const played = after.jitterBufferEmittedCount - before.jitterBufferEmittedCount;
  return played > 0 ? (1000 * (after.jitterBufferDelay - before.jitterBufferDelay)) / played : null;
};

const atLeast = (ms: number): number | null => (ms > 0 ? Math.min(Math.round(ms), MOST_MS) : null);

/** How long picture and sound must be held at least, in ms, when they are held that long now; null: as short as they can. */
export const leastHeld = (now: { picture: number; sound: number }) => ({
  picture: atLeast(now.sound - SOUND_LATE_MS),
  sound: atLeast(now.picture - SOUND_EARLY_MS),
});

const readPlayed = async ({ consumer: { track, rtpReceiver } }: Stream): Promise<[string, Played][]> =>
  [...((await rtpReceiver?.getStats()) ?? new Map()).values()].flatMap((entry: Played & { type: string }) =>
    entry.type === "inbound-rtp" ? [[track.id, entry]] : [],
  );

/**
 * Holds sound back behind a picture that takes longer, and the other way round, but only where somebody would notice. Left to
 * themselves browsers hold every picture until its sound is there, which waits in its buffer for some 40 ms and the picture
 * for 15: a live show is that much older than it need be.
 * @param streams what is received now; those of one feed belong together, and must not be of one MediaStream
 */
export const keepInStep = (streams: () => readonly Stream[], signal: AbortSignal): void => {
  if (signal.aborted) return;
  let before = new Map<string, Played>();
  /** What was asked for last, in ms. */
  const asked = new WeakMap<RTCRtpReceiver, number | null>();
  const hold = ({ consumer: { rtpReceiver } }: Stream, ms: number | null): void => {
    if (!rtpReceiver || Math.abs((asked.get(rtpReceiver) ?? 0) - (ms ?? 0)) < STEP_MS) return;
    asked.set(rtpReceiver, ms);
    rtpReceiver.jitterBufferTarget = ms;
  };
  const look = async (): Promise<void> => {
    const now = streams();
    const after = new Map((await Promise.all(now.map(readPlayed))).flat());
    const held = ({ consumer: { track } }: Stream): number | null => {
      const [was, is] = [before.get(track.id), after.get(track.id)];
      return was && is ? heldBetween(was, is) : null;
    };
    for (const picture of now) {
      if (picture.consumer.kind !== "video") continue;
      const sound = now.find(({ feed, consumer }) => feed === picture.feed && consumer.kind === "audio");
      const [pictureMs, soundMs] = [held(picture), sound ? held(sound) : null];
      // Of what stands still at the moment nothing is known.
      if (!sound || pictureMs === null || soundMs === null) continue;
      const least = leastHeld({ picture: pictureMs, sound: soundMs });
      hold(picture, least.picture);
      hold(sound, least.sound);
    }
    before = after;
  };
  // A look fails when the connection ends meanwhile.
  const timer = setInterval(() => void look().catch(() => {}), LOOK_EVERY_MS);
  signal.addEventListener("abort", () => clearInterval(timer));
};
