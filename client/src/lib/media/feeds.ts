import type { ConsumerOffer, Sender } from "@showdrop/shared";

export interface Size {
  width: number;
  height: number;
}

/** A box on the screen that shows a picture. */
export interface View {
  /** In device pixels. */
  box: Size;
  /** `cover` fills the box and cuts what overhangs, `contain` shows all of the picture. */
  fit: "cover" | "contain";
  /** What is painted now, in the picture's own pixels; null before the first frame. */
  frame: Size | null;
}

/** One picture of a show and what belongs to it: a sender's microphone goes with the camera, also when that is off. */
export interface Feed {
  /** The same through reconnections: `<user id>:<source>`. */
  key: string;
  from: Sender;
  source: "camera" | "screen";
  /** For a video element; null while nothing of it comes (reconnecting, switched off, sound only). */
  picture: MediaStream | null;
  /** The sender has switched it off. */
  pictureMuted: boolean;
  /** For a `Sound` element; null while none comes. */
  sound: MediaStream | null;
  soundMuted: boolean;
  /** The picture's short side in pixels as it arrives now, 720 for "720p"; null before its first frame. */
  lines: number | null;
  /** This line is too narrow for even the smallest layer of the picture. */
  weak: boolean;
  /** To be told by who shows the picture: where it is seen, null while it cannot be. Nobody's telling: it is seen. */
  look: (view: View | null) => void;
}

/** One stream that this browser receives, in the order in which they came. */
export interface Incoming {
  offer: Pick<ConsumerOffer, "from" | "source">;
  track: MediaStreamTrack;
  /** The sender has muted it. */
  muted: boolean;
  /** This side does without it for now. */
  paused: boolean;
  /** The simulcast layer that the node sends now, 0 the smallest; null when there is no bandwidth for any, undefined until the node has said. */
  layer: number | null | undefined;
}

/** The part of a feed that follows from what comes in. */
export type FeedState = Omit<Feed, "lines" | "look">;

export const feedKey = ({ from, source }: Incoming["offer"]): string =>
  `${from.userId}:${source === "camera" || source === "microphone" ? "camera" : "screen"}`;

const streams = new WeakMap<MediaStreamTrack, MediaStream>();

/** A stream of this track alone; the same one each time, so that what plays goes on without a break. */
const streamOf = (track: MediaStreamTrack): MediaStream => {
  const known = streams.get(track) ?? new MediaStream([track]);
  streams.set(track, known);
  return known;
};

/** While one connection takes over from another, what already plays counts more than what is about to. */
const playsBetter = (known: MediaStream | null, track: MediaStreamTrack): boolean =>
  track.muted && known?.getTracks().some(({ muted, readyState }) => !muted && readyState === "live") === true;

const withIncoming = (feed: FeedState, { offer, track, muted, paused, layer }: Incoming): FeedState => {
  if (playsBetter(track.kind === "audio" ? feed.sound : feed.picture, track)) return feed;
  if (track.kind === "audio")
    return { ...feed, from: offer.from, sound: muted ? null : streamOf(track), soundMuted: muted };
  return {
    ...feed,
    from: offer.from,
    // A muted camera would stay as a frozen picture.
    picture: muted || paused ? null : streamOf(track),
    pictureMuted: muted,
    weak: layer === null && !muted && !paused,
  };
};

/** A feed of which nothing comes at the moment. */
const silent = (feed: FeedState): FeedState => ({ ...feed, picture: null, sound: null, weak: false });

/**
 * The feeds of what comes in, the host's first and each sender's camera before their screen. The host's camera stays,
 * silent, once it was there: its last frame bridges the gap until the host is back.
 */
export const feedsOf = (before: readonly FeedState[], incoming: readonly Incoming[]): FeedState[] => {
  const feeds = new Map<string, FeedState>();
  for (const feed of before)
    if (feed.from.role === "host" && feed.source === "camera") feeds.set(feed.key, silent(feed));
  for (const one of incoming) {
    const key = feedKey(one.offer);
    const source = key.endsWith(":camera") ? "camera" : "screen";
    const fresh = { key, from: one.offer.from, source, picture: null, sound: null } as const;
    feeds.set(
      key,
      withIncoming(feeds.get(key) ?? { ...fresh, pictureMuted: false, soundMuted: false, weak: false }, one),
    );
  }
  const rank = ({ from, source }: FeedState) =>
    (from.role === "host" ? 0 : 2) + (source === "camera" ? 0 : 1);
  return [...feeds.values()].sort((a, b) => rank(a) - rank(b));
};

/** Nothing comes at all (the line is lost): every feed stays, silent, with its last frame. */
export const allSilent = (feeds: readonly FeedState[]): FeedState[] => feeds.map(silent);
