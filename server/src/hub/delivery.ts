import type { Pulse } from "@showdrop/shared";
import type { Line } from "./lines.ts";
import type { ToldEntry } from "./show-feeds.ts";
import { eventFrame } from "./ws-frame.ts";

/** Milliseconds between two frames to a page: nobody sees a line come sooner, and five lines cost what one did. */
export const FRAME_MS = 50;
/**
 * Pages written to before others get their turn: about a millisecond. Whoever buys or says something waits for as much at
 * each of the ten or so answers of Redis and MongoDB that it takes.
 */
const LANE = 100;

type Counts = Omit<Pulse, "showId">;

/** Pages of a room that are told the same at the same time. */
interface Lane {
  lines: Map<string, Line>;
  /** The first entry that they have not been given. */
  next: number;
  /** How often the counts had changed when they were last told. */
  counted: number;
  sentAt: number;
}

interface Room {
  showId: string;
  /** Whose turn is next comes first: it was told longest ago, so it has been given least. */
  lanes: Lane[];
  laneOf: Map<string, Lane>;
  /** What some lane has not been given; `first` is the number of the first of them, counted in this room. */
  entries: ToldEntry[];
  first: number;
  /** The number after the last urgent one. */
  urgentBefore: number;
  counts: Counts;
  counted: number;
  /** What was encoded last, for the lanes that are given the same, and what it was made of. */
  encoded: { of: string; bytes: Buffer };
  /** When the next lane has its turn. */
  turn: { at: "once"; id: NodeJS.Immediate } | { at: "later"; id: NodeJS.Timeout } | undefined;
}

export interface Delivery {
  /** A page is in a show's room from now on. What its lane has not been given yet, it is given too. */
  join(showId: string, socketId: string): void;
  leave(showId: string, socketId: string): void;
  isWatched(showId: string): boolean;
  /** The shows that pages of this process are in. */
  watched(): string[];
  /** Tells everybody in a show entries of its log, in the order of the calls. */
  tell(showId: string, entries: readonly ToldEntry[]): void;
  /** Tells everybody in a show its newest counts. Volatile. */
  pulse(showId: string, counts: Counts): void;
}

const last = ({ first, entries }: Room): number => first + entries.length;

const encode = (room: Room, from: number, counted: number): Buffer => {
  const { encoded, showId } = room;
  const of = [from, last(room), counted, room.counted].join();
  if (encoded.of === of) return encoded.bytes;
  const entries = room.entries.slice(from - room.first).map(({ json }) => json);
  const frames = [
    ...(entries.length > 0 ? [eventFrame("show", `[${entries.join(",")}]`)] : []),
    ...(counted < room.counted ? [eventFrame("pulse", JSON.stringify({ showId, ...room.counts }))] : []),
  ];
  const bytes = Buffer.concat(frames);
  room.encoded = { of, bytes };
  return bytes;
};

const weightOf = (room: Room, from: number) =>
  from < room.urgentBefore ? "urgent" : from < last(room) ? "calm" : "volatile";

/**
 * Hands what happens in shows to their pages, in lanes of a hundred that have their turns one after the other: each lane at
 * once after it was quiet, then at most every 50 ms, with all that came meanwhile; what is urgent does not wait for that. So a
 * line is never older than one lane's wait, however large the room, and a room of thousands never holds up a process.
 */
export const createDelivery = (lineOf: (socketId: string) => Line | undefined): Delivery => {
  const rooms = new Map<string, Room>();

  const stop = ({ turn }: Room): void => {
    if (turn?.at === "once") clearImmediate(turn.id);
    else clearTimeout(turn?.id);
  };

  const give = (room: Room, lane: Lane): void => {
    const bytes = encode(room, lane.next, lane.counted);
    const weight = weightOf(room, lane.next);
    for (const line of lane.lines.values()) line.give(bytes, weight);
    lane.next = last(room);
    lane.counted = room.counted;
    lane.sentAt = performance.now();
  };

  const takeTurn = (room: Room): void => {
    room.turn = undefined;
    const lane = room.lanes[0];
    if (!lane || (lane.next === last(room) && lane.counted === room.counted)) return;
    const wait = lane.next < room.urgentBefore ? 0 : lane.sentAt + FRAME_MS - performance.now();
    if (wait > 0) {
      room.turn = { at: "later", id: setTimeout(takeTurn, wait, room) };
      return;
    }
    give(room, lane);
    room.lanes.push(...room.lanes.splice(0, 1));
    const given = (room.lanes[0]?.next ?? room.first) - room.first;
    room.entries.splice(0, given);
    room.first += given;
    room.turn = { at: "once", id: setImmediate(takeTurn, room) };
  };

  const wake = (room: Room): void => {
    const waits = room.turn?.at === "later" && (room.lanes[0]?.next ?? 0) < room.urgentBefore;
    if (waits) stop(room);
    if (waits || !room.turn) takeTurn(room);
  };

  const open = (showId: string): Room => {
    const known = rooms.get(showId);
    if (known) return known;
    const room: Room = {
      ...{ showId, lanes: [], laneOf: new Map(), entries: [], first: 0, urgentBefore: 0 },
      ...{ counts: {}, counted: 0, turn: undefined },
      encoded: { of: "", bytes: Buffer.alloc(0) },
    };
    rooms.set(showId, room);
    return room;
  };

  return {
    join(showId, socketId) {
      const room = open(showId);
      const line = lineOf(socketId);
      if (!line || room.laneOf.has(socketId)) return;
      let lane = room.lanes.find(({ lines }) => lines.size < LANE);
      if (!lane) {
        lane = {
          lines: new Map(),
          next: last(room),
          counted: room.counted,
          sentAt: Number.NEGATIVE_INFINITY,
        };
        room.lanes.push(lane);
      }
      lane.lines.set(socketId, line);
      room.laneOf.set(socketId, lane);
    },

    leave(showId, socketId) {
      const room = rooms.get(showId);
      const lane = room?.laneOf.get(socketId);
      if (!room || !lane) return;
      room.laneOf.delete(socketId);
      lane.lines.delete(socketId);
      if (lane.lines.size > 0) return;
      room.lanes = room.lanes.filter((other) => other !== lane);
      if (room.lanes.length > 0) return;
      stop(room);
      rooms.delete(showId);
    },

    isWatched: (showId) => rooms.has(showId),
    watched: () => [...rooms.keys()],

    tell(showId, entries) {
      const room = rooms.get(showId);
      if (!room) return;
      for (const entry of entries) {
        room.entries.push(entry);
        if (entry.urgent) room.urgentBefore = last(room);
      }
      wake(room);
    },

    pulse(showId, counts) {
      const room = rooms.get(showId);
      if (!room) return;
      room.counts = { ...room.counts, ...counts };
      room.counted += 1;
      wake(room);
    },
  };
};
