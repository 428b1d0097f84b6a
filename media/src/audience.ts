import type { Audience } from "@showdrop/shared";

/** Milliseconds between two tellings: a number that people read, not a meter. */
const TELL_EVERY_MS = 2_000;

/** Of a viewer's pictures, the best simulcast layer that reaches them; null when none does. */
export type BestLayer = number | null;

export interface AudienceKeeper {
  /** This viewer watches, in this layer from now on. */
  set: (peerId: string, best: BestLayer) => void;
  leave: (peerId: string) => void;
  /** Those who watch at another node, in place of what it said before; null when it no longer carries the show. */
  add: (edgeId: string, audience: Audience | null) => void;
  now: () => Audience;
  /** Tells again though nothing changed: somebody new listens. */
  repeat: () => void;
  /**
   * Tells soon after it changed, and at most every two seconds.
   * @returns ends the following
   */
  follow: (listener: (audience: Audience) => void) => () => void;
  close: () => void;
}

/** Counts who watches a show, by what their consumers say when something changes; nothing is ever polled. */
export const keepAudience = (): AudienceKeeper => {
  const viewers = new Map<string, BestLayer>();
  const edges = new Map<string, Audience>();
  const listeners = new Set<(audience: Audience) => void>();
  let told = "";
  let lastAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;

  const now = (): Audience =>
    [...edges.values()].reduce(sum, [...viewers.values()].reduce<Audience>(count, NOBODY));

  const tell = (): void => {
    timer = null;
    const audience = now();
    const text = JSON.stringify(audience);
    if (text === told) return;
    told = text;
    lastAt = performance.now();
    for (const listener of listeners) listener(audience);
  };

  const touch = (): void => {
    if (listeners.size === 0) return;
    timer ??= setTimeout(tell, Math.max(0, lastAt + TELL_EVERY_MS - performance.now()));
  };

  const forget = (): void => {
    told = "";
    touch();
  };

  return {
    set: (peerId, best) => {
      viewers.set(peerId, best);
      touch();
    },
    leave: (peerId) => {
      if (viewers.delete(peerId)) touch();
    },
    add: (edgeId, audience) => {
      if (audience) edges.set(edgeId, audience);
      else edges.delete(edgeId);
      touch();
    },
    now,
    repeat: forget,
    follow: (listener) => {
      listeners.add(listener);
      forget();
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => {
      if (timer) clearTimeout(timer);
      listeners.clear();
    },
  };
};

const NOBODY: Audience = { peers: 0, layers: [], withoutPicture: 0 };

const count = ({ peers, layers, withoutPicture }: Audience, best: BestLayer): Audience =>
  best === null
    ? { peers: peers + 1, layers, withoutPicture: withoutPicture + 1 }
    : { peers: peers + 1, layers: addLayers(layers, oneIn(best)), withoutPicture };

const sum = (a: Audience, b: Audience): Audience => ({
  peers: a.peers + b.peers,
  layers: addLayers(a.layers, b.layers),
  withoutPicture: a.withoutPicture + b.withoutPicture,
});

const oneIn = (layer: number): number[] => [...Array<number>(layer).fill(0), 1];

const addLayers = (a: readonly number[], b: readonly number[]): number[] =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, layer) => (a[layer] ?? 0) + (b[layer] ?? 0));
