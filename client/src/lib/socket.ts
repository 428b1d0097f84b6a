import {
  type CommandName,
  type Commands,
  commands,
  Id,
  Moment,
  type PersonEvents,
  personEvents,
  type Result,
  refuse,
  resultOf,
  type ShowEntry,
  type ShowEventName,
  showEvents,
  teamEvents,
} from "@showdrop/shared";
import { io } from "socket.io-client";
import { z } from "zod";

/** Milliseconds until a command counts as unanswered: a slow phone network takes two seconds, a person waits about eight. */
const ANSWER_TIMEOUT_MS = 8000;
/** First and longest pause between attempts, in milliseconds, each spread by ±50 % so that a restarted server is not stormed. */
const RECONNECT_MS = { first: 500, longest: 8000, spread: 0.5 } as const;

const entry = <E extends ShowEventName>(event: E) =>
  z.object({
    showId: Id,
    seq: z.int().nonnegative(),
    at: Moment,
    event: z.literal(event),
    data: showEvents[event],
  });

const Entry = z.discriminatedUnion("event", [
  entry("show:changed"),
  entry("pins:changed"),
  entry("chat:posted"),
  entry("chat:deleted"),
  entry("person:banned"),
  entry("drop:changed"),
  entry("drop:stock"),
]);

const Viewers = z.object({ showId: Id, viewers: z.int().nonnegative() });
export type Viewers = z.infer<typeof Viewers>;

const personNews = <E extends keyof PersonEvents>(event: E) =>
  z.tuple([z.literal(event), personEvents[event]]).transform(([name, data]) => ({ event: name, data }));

const PersonNews = z.union([
  personNews("hold:changed"),
  personNews("order:changed"),
  personNews("person:banned"),
  personNews("session:ended"),
]);
/** What was told to me alone. */
export type PersonNews = z.infer<typeof PersonNews>;

const TeamNews = z
  .tuple([Id, z.literal("order:paid"), teamEvents["order:paid"]])
  .transform(([shopId, event, data]) => ({ shopId, event, data }));
/** What was told to a shop's owner and managers. */
export type TeamNews = z.infer<typeof TeamNews>;

/** One schema a command, keyed so that the compiler follows a command to its answer. */
const answers: { [C in CommandName]: z.ZodType<Commands[C]["answer"]> } = {
  "show:join": commands["show:join"].answer,
  "show:leave": commands["show:leave"].answer,
  "chat:post": commands["chat:post"].answer,
  "clock:read": commands["clock:read"].answer,
};
const Answer = resultOf(z.unknown());

export interface HubHandlers {
  onUp: () => void;
  onDown: () => void;
  onEntry: (entry: ShowEntry) => void;
  onViewers: (count: Viewers) => void;
  onPerson: (news: PersonNews) => void;
  onTeam: (news: TeamNews) => void;
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
    path: "/socket.io",
    transports: ["websocket"],
    withCredentials: true,
    forceNew: true,
    reconnectionDelay: RECONNECT_MS.first,
    reconnectionDelayMax: RECONNECT_MS.longest,
    randomizationFactor: RECONNECT_MS.spread,
  });

  /** Hands over what the schema accepts, and logs the rest. */
  const receive =
    <T>(name: string, schema: z.ZodType<T>, handle: (value: T) => void) =>
    (value: unknown) => {
      const parsed = schema.safeParse(value);
      if (parsed.success) handle(parsed.data);
      else console.warn(`dropped an event of "${name}" that this page does not know`, parsed.error.issues[0]);
    };
  const person = receive("person", PersonNews, handlers.onPerson);
  const team = receive("team", TeamNews, handlers.onTeam);
  let closed = false;
  let comingBack: ReturnType<typeof setTimeout> | undefined;

  socket.on("connect", handlers.onUp);
  socket.on("disconnect", (reason) => {
    handlers.onDown();
    // The server closed it on purpose (a ban, a sign-out elsewhere): Socket.IO then leaves coming back to us.
    if (reason === "io server disconnect")
      comingBack = setTimeout(() => socket.connect(), RECONNECT_MS.first);
  });
  socket.on("show", receive("show", Entry, handlers.onEntry));
  socket.on("viewers", receive("viewers", Viewers, handlers.onViewers));
  socket.on("person", (...told: unknown[]) => person(told));
  socket.on("team", (...told: unknown[]) => team(told));

  return {
    async request(command, input) {
      if (!socket.connected) return refuse("UNAVAILABLE");
      try {
        const answer = Answer.parse(await socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck(command, input));
        return answer.ok ? { ok: true, data: answers[command].parse(answer.data) } : answer;
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
