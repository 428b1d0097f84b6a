import type { Line, Weight } from "./lines.ts";

/** Sockets written to before others get their turn: about five milliseconds, in which a buyer's request waits. */
const SLICE = 500;

interface Sent {
  no: number;
  frame: Buffer;
  weight: Weight;
}

/** What is being handed out in one room. */
interface Round {
  frames: Sent[];
  /** The newest frame that each line was given; a line that is not in here was given none. */
  given: Map<string, number>;
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

  const giveAll = (id: string, { frames, given }: Round): void => {
    const line = lineOf(id);
    const had = given.get(id) ?? 0;
    for (const { no, frame, weight } of frames) if (no > had) line?.give(frame, weight);
    given.set(id, sent);
  };

  const finish = (room: string, round: Round, upTo: number): void => {
    round.frames = round.frames.filter(({ no }) => no > upTo);
    if (round.frames.length > 0) goRound(room, round);
    else rounds.delete(room);
  };

  const goRound = (room: string, round: Round): void => {
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
      const round: Round = { frames: [{ no: sent, frame, weight }], given: new Map() };
      rounds.set(room, round);
      goRound(room, round);
    },
  };
};
