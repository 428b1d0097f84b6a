import type { Line, Weight } from "./lines.ts";

/**
 * Sockets written to before others get their turn: about a millisecond. Whoever buys or says something waits for as much
 * at each of the ten or so answers of Redis and MongoDB that it takes.
 */
const SLICE = 100;

interface Sent {
  no: number;
  frame: Buffer;
  weight: Weight;
}

/** What is being handed out in one room, walk after walk through it, until nothing came under way. */
interface Round {
  frames: Sent[];
  /** Everybody was given the frames up to this one. */
  all: number;
  /** The newest frame of those who were given more than that, because it came under way: in the walk before. */
  ahead: ReadonlyMap<string, number>;
  /** The same in this walk. */
  aheadNext: Map<string, number>;
}

export interface Delivery {
  /** Hands a frame to everybody in a room, each in the order of the calls. */
  toRoom(room: string, frame: Buffer, weight: Weight): void;
}

/**
 * Hands frames out to large rooms in slices, so that a room of thousands never holds up a process. A frame that comes while
 * an earlier one is being handed out does not wait for its end: whoever had neither yet gets both at once.
 */
export const createDelivery = ({
  membersOf,
  lineOf,
}: {
  /** The ids of the sockets in a room; the same set for as long as anybody is in it. */
  membersOf(room: string): ReadonlySet<string> | undefined;
  lineOf(socketId: string): Line | undefined;
}): Delivery => {
  const rounds = new Map<string, Round>();
  let sent = 0;

  const giveAll = (id: string, { frames, all, ahead, aheadNext }: Round): void => {
    const line = lineOf(id);
    // Mostly there is one frame and nobody is ahead: then nothing has to be looked up or noted.
    const had = ahead.size === 0 ? all : (ahead.get(id) ?? all);
    for (const { no, frame, weight } of frames) if (no > had) line?.give(frame, weight);
    if (frames.length > 1) aheadNext.set(id, sent);
  };

  const finish = (room: string, { frames, aheadNext }: Round, upTo: number): void => {
    const missed = frames.filter(({ no }) => no > upTo);
    if (missed.length > 0) begin(room, { frames: missed, all: upTo, ahead: aheadNext, aheadNext: new Map() });
    else rounds.delete(room);
  };

  const begin = (room: string, round: Round): void => {
    rounds.set(room, round);
    const upTo = sent;
    // A room's set may change under way: who has left is not met any more, who has entered is.
    const walk = (membersOf(room) ?? new Set<string>()).values();
    const slice = (): void => {
      for (let i = 0; i < SLICE; i++) {
        const step = walk.next();
        if (step.done) {
          finish(room, round, upTo);
          return;
        }
        giveAll(step.value, round);
      }
      setImmediate(slice);
    };
    slice();
  };

  return {
    toRoom(room, frame, weight) {
      sent += 1;
      const under = rounds.get(room);
      if (under) {
        under.frames.push({ no: sent, frame, weight });
        return;
      }
      begin(room, {
        frames: [{ no: sent, frame, weight }],
        all: 0,
        ahead: new Map(),
        aheadNext: new Map(),
      });
    },
  };
};
