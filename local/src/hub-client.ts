import {
  type ClientToServer,
  type CommandName,
  type Commands,
  ModerationNews,
  PersonNews,
  Pulse,
  parseAnswer,
  type Result,
  refuse,
  type ServerToClient,
  ShowEntry,
  ShowFrame,
  TeamNews,
} from "@showdrop/shared";
import { io, type Socket } from "socket.io-client";
import { RefusedError } from "./api-client.ts";

/** Milliseconds until a command counts as unanswered. */
const ANSWER_TIMEOUT_MS = 10_000;
/** First and longest pause between attempts to connect again, in milliseconds. */
const RECONNECT_MS = { first: 500, longest: 8_000 } as const;

/** What may be listened to; every listener that is left out hears nothing. */
export type HubListeners = {
  /** Connected, for the first time or again: whoever was in a show has to join it anew. */
  onUp?: () => void;
  onDown?: (reason: string) => void;
  onEntry?: (entry: ShowEntry) => void;
  onPulse?: (pulse: Pulse) => void;
  onPerson?: (news: PersonNews) => void;
  onTeam?: (news: TeamNews) => void;
  onModeration?: (news: ModerationNews) => void;
};

export type HubClient = {
  /** Asks the hub one thing. While it is not connected, or without an answer in time: `UNAVAILABLE`. */
  request<C extends CommandName>(
    command: C,
    input: Commands[C]["input"],
  ): Promise<Result<Commands[C]["answer"]>>;
  /**
   * The same where only a yes will do.
   * @throws RefusedError with the refusal
   */
  must<C extends CommandName>(command: C, input: Commands[C]["input"]): Promise<Commands[C]["answer"]>;
  /** Resolves when it is connected. */
  connected(): Promise<void>;
  close(): void;
};

/**
 * Connects to the hub with a session, by WebSocket as the pages do, and comes back by itself until closed.
 * @param cookies asked at every attempt, so that a new session is used after the old one ended
 * @throws out of the listener's turn when the server sends what the contract does not know
 */
export const openHub = (url: string, cookies: () => string, listeners: HubListeners): HubClient => {
  // The handshake's headers are read from this object at every attempt.
  const extraHeaders: Record<string, string> = {};
  const readCookies = () => {
    extraHeaders.cookie = cookies();
  };
  readCookies();
  const socket: Socket<ServerToClient, ClientToServer> = io(url, {
    transports: ["websocket"],
    forceNew: true,
    extraHeaders,
    reconnectionDelay: RECONNECT_MS.first,
    reconnectionDelayMax: RECONNECT_MS.longest,
  });
  socket.io.on("reconnect_attempt", readCookies);
  let closed = false;
  let comingBack: NodeJS.Timeout | undefined;

  socket.on("connect", () => listeners.onUp?.());
  socket.on("disconnect", (reason) => {
    listeners.onDown?.(reason);
    // After a farewell of the server the library does not come back by itself.
    if (reason === "io server disconnect" && !closed) {
      comingBack = setTimeout(() => {
        readCookies();
        socket.connect();
      }, RECONNECT_MS.first);
    }
  });
  socket.on("connect_error", () => {
    // Refused by the server, not unreachable: the library does not try again by itself.
    if (!socket.active && !closed) comingBack = setTimeout(() => socket.connect(), RECONNECT_MS.longest);
  });
  socket.on("show", (given) => {
    for (const entry of ShowFrame.parse(given)) listeners.onEntry?.(ShowEntry.parse(entry));
  });
  socket.on("pulse", (given) => listeners.onPulse?.(Pulse.parse(given)));
  socket.on("person", (event, data) => listeners.onPerson?.(PersonNews.parse([event, data])));
  socket.on("team", (shopId, event, data) => listeners.onTeam?.(TeamNews.parse([shopId, event, data])));
  socket.on("moderation", (shopId, event, data) =>
    listeners.onModeration?.(ModerationNews.parse([shopId, event, data])),
  );

  const request = async <C extends CommandName>(
    command: C,
    input: Commands[C]["input"],
  ): Promise<Result<Commands[C]["answer"]>> => {
    if (!socket.connected) return refuse("UNAVAILABLE");
    let said: unknown;
    try {
      said = await askFor(socket, command, input);
    } catch {
      return refuse("UNAVAILABLE");
    }
    return parseAnswer(command, said);
  };

  return {
    request,
    async must(command, input) {
      const result = await request(command, input);
      if (!result.ok) throw new RefusedError(command, result.error);
      return result.data;
    },
    connected: () =>
      socket.connected
        ? Promise.resolve()
        : new Promise((resolve) => {
            socket.once("connect", () => resolve());
          }),
    close() {
      closed = true;
      clearTimeout(comingBack);
      socket.disconnect();
    },
  };
};

const askFor = (
  socket: Socket<ServerToClient, ClientToServer>,
  command: CommandName,
  input: Commands[CommandName]["input"],
): Promise<unknown> => {
  const untyped: Socket = socket; // the library's typed emit cannot follow a command that is a type parameter
  return untyped.timeout(ANSWER_TIMEOUT_MS).emitWithAck(command, input);
};
