import type { Connection } from "./connection.ts";
import { allSilent, type Feed, type FeedState, feedKey, feedsOf, type View } from "./feeds.ts";
import { fullSize, type Quality, type Wish, wishFor } from "./quality.ts";
import { createReception, type Receivable, type Reception } from "./receive.ts";

/** All that a page receives of a show, over however many connections come one after the other. */
export interface Receiver {
  /** Receives over this connection too; rejects when that cannot be done. */
  attach: (connection: Connection) => Promise<void>;
  setQuality: (quality: Quality) => void;
}

/** How a feed is looked at, and what is known of its picture. */
interface Looked {
  look: Feed["look"];
  /** Undefined until somebody says. */
  view: View | null | undefined;
}

/** Until somebody says where a picture is seen: the smallest layer is there first, and costs little if nobody looks. */
const FIRST_LAYER = 0;

export interface ReceiverParts {
  quality: Quality;
  sound: boolean;
  changed: (feeds: Feed[]) => void;
}

/** Turns connections into feeds, and asks each for the layers that are worth having. Knows nothing of React. */
export const createReceiver = ({ quality: first, sound, changed }: ReceiverParts): Receiver => {
  let quality = first;
  let feeds: FeedState[] = [];
  const looked = new Map<string, Looked>();
  const receptions = new Set<Reception>();

  const reconsider = () => {
    for (const reception of receptions) reception.reconsider();
  };

  const lookedAt = (key: string): Looked => {
    const known = looked.get(key);
    if (known) return known;
    const fresh: Looked = {
      view: undefined,
      look: (view) => {
        const lines = linesOf(key);
        fresh.view = view;
        reconsider();
        if (linesOf(key) !== lines) tell();
      },
    };
    looked.set(key, fresh);
    return fresh;
  };

  const linesOf = (key: string): number | null => {
    const frame = lookedAt(key).view?.frame;
    return frame ? Math.min(frame.width, frame.height) : null;
  };

  const tell = () =>
    changed(feeds.map((feed) => ({ ...feed, lines: linesOf(feed.key), look: lookedAt(feed.key).look })));

  const gather = () => {
    const incoming = [...receptions].flatMap((reception) => reception.incoming());
    feeds = receptions.size === 0 ? allSilent(feeds) : feedsOf(feeds, incoming);
    tell();
  };

  const wish = ({ offer, layers, layer = null }: Receivable): Wish => {
    const { view } = lookedAt(feedKey(offer));
    if (view === null || quality === "sound") return "paused";
    if (view === undefined) return Math.min(FIRST_LAYER, layers - 1);
    return wishFor(quality, { layers, view, full: fullSize(view.frame, layer, layers) });
  };

  return {
    attach: async (connection) => {
      const reception = createReception(connection, { wish, sound, changed: gather });
      receptions.add(reception);
      connection.signal.addEventListener("abort", () => {
        receptions.delete(reception);
        gather();
      });
      await reception.begin();
      // What plays goes on until the new connection plays too.
      if (connection.takesOver) await reception.flowing();
    },
    setQuality: (next) => {
      quality = next;
      reconsider();
    },
  };
};
