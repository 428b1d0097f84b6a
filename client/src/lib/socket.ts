import {
  type CommandName,
  type Commands,
  type ModerationNews,
  PersonNews,
  Pulse,
  parseAnswer,
  type Result,
  refuse,
  type ScreenNews,
  ShowEntry,
  ShowFrame,
  type TeamNews,
} from "@showdrop/shared";
import { io } from "socket.io-client";
import type { z } from "zod";
import { worldPath } from "./world.ts";

/** Milliseconds until a command counts as unanswered: a slow phone network takes two seconds, a person waits about eight. */
const ANSWER_TIMEOUT_MS = 8000;
/**
 * Pauses between attempts, in milliseconds: about `first`, then twice as long each time, up to `longest`. Each is drawn anew
 * from nothing to twice that (full jitter): those whom one server left behind must not reach the next as one wave.
 */
const RECONNECT_MS = { first: 1000, longest: 10_000, spread: 1 } as const;

type TeamContract = typeof import("./team-contract.ts");
const teamContract = (): Promise<TeamContract> => import("./team-contract.ts");

/** What a page listens to; what it leaves out it does not hear. */
export interface HubHandlers {
  onUp?: () => void;
  onDown?: () => void;
  onFrame?: (entries: readonly ShowEntry[]) => void;
  onPulse?: (pulse: Pulse) => void;
  onPerson?: (news: PersonNews) => void;
  onTeam?: (news: TeamNews) => void;
  onModeration?: (news: ModerationNews) => void;
  onScreen?: (news: ScreenNews) => void;
}

export interface Hub {
  /** Asks the hub one thing. No answer in time, or one that cannot be read, is the refusal `UNAVAILABLE`. */
  request: <C extends CommandName>(
    command: C,
    input: Commands[C]["input"],
  ) => Promise<Result<Commands[C]["answer"]>>;
  close: () => void;
}

/**
 * Opens the connection to the hub with the session that the cookie holds at this moment; it reconnects by itself until
 * closed. Whatever cannot be parsed is dropped and logged: a gap in the sequence then leads to a fresh snapshot.
 */
export function openHub(handlers: HubHandlers, url: string = window.location.origin): Hub {
  const socket = io(url, {
    path: `${worldPath}/socket.io`,
    transports: ["websocket"],
    withCredentials: true,
    forceNew: true,
    reconnectionDelay: RECONNECT_MS.first,
    reconnectionDelayMax: RECONNECT_MS.longest,
    randomizationFactor: RECONNECT_MS.spread,
  });

  /** Hands over what the schema accepts, and logs the rest. */
  const receive =
    <T>(name: string, schema: z.ZodType<T>, handle: (value: T) => void = () => {}) =>
    (value: unknown) => {
      const parsed = schema.safeParse(value);
      if (parsed.success) handle(parsed.data);
      else console.warn(`dropped an event of "${name}" that this page does not know`, parsed.error.issues[0]);
    };
  const frame = receive("show", ShowFrame, (given) => {
    const entries: ShowEntry[] = [];
    const read = receive("show", ShowEntry, (entry) => entries.push(entry));
    for (const each of given) read(each);
    if (entries.length > 0) handlers.onFrame?.(entries);
  });
  const person = receive("person", PersonNews, handlers.onPerson);
  // Only a shop's people hear these: what reads them is loaded with the first one, and all wait for it in their order.
  const receiveLater =
    <T>(name: string, schema: (of: TeamContract) => z.ZodType<T>, handle?: (value: T) => void) =>
    (value: unknown) =>
      void teamContract().then(
        (of) => receive(name, schema(of), handle)(value),
        (problem: unknown) => console.warn(`"${name}" cannot be read`, problem),
      );
  const team = receiveLater("team", ({ TeamNews }) => TeamNews, handlers.onTeam);
  const moderation = receiveLater(
    "moderation",
    ({ ModerationNews }) => ModerationNews,
    handlers.onModeration,
  );
  const screen = receiveLater("screen", ({ ScreenNews }) => ScreenNews, handlers.onScreen);
  let closed = false;
  let comingBack: ReturnType<typeof setTimeout> | undefined;

  socket.on("connect", () => handlers.onUp?.());
  socket.on("disconnect", (reason) => {
    handlers.onDown?.();
    // The server closed it on purpose (a ban, a sign-out elsewhere): Socket.IO then leaves coming back to us.
    if (reason === "io server disconnect")
      comingBack = setTimeout(() => socket.connect(), Math.random() * 2 * RECONNECT_MS.first);
  });
  socket.on("connect_error", () => {
    // Turned away by the server, not out of reach: Socket.IO then does not try again by itself.
    if (!socket.active && !closed)
      comingBack = setTimeout(() => socket.connect(), RECONNECT_MS.longest * (0.5 + Math.random()));
  });
  socket.on("show", frame);
  socket.on("pulse", receive("pulse", Pulse, handlers.onPulse));
  socket.on("person", (...told: unknown[]) => person(told));
  socket.on("team", (...told: unknown[]) => team(told));
  socket.on("moderation", (...told: unknown[]) => moderation(told));
  socket.on("screen", screen);

  return {
    async request(command, input) {
      if (!socket.connected) return refuse("UNAVAILABLE");
      try {
        return parseAnswer(command, await socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck(command, input));
      } catch (problem) {
        if (!closed) console.warn(`no usable answer to "${command}"`, problem);
        return refuse("UNAVAILABLE");
      }
    },
    close: () => {
      closed = true;
      clearTimeout(comingBack);
      socket.off();
      socket.disconnect();
    },
  };
}
