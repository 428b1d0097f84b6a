import {
  type ChatMessage,
  MAX_MESSAGE_LENGTH,
  ok,
  type Person,
  type PostMessage,
  type Refusal,
  type Result,
  refuse,
  type ShopRole,
} from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { ShowLog } from "../hub/show-log.store.ts";
import { cleanText } from "../kit/clean-text.ts";
import type { Clock } from "../kit/clock.ts";
import type { ChatGate } from "../moderation/gate.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import type { MessageReader, MessageRecord, MessageStore } from "./messages.store.ts";

export interface PostMessageDeps {
  shows: ShowStore;
  messages: MessageStore;
  showLog: ShowLog;
  hub: Hub;
  clock: Clock;
  roleOf(shopId: string, userId: string): Promise<ShopRole | null>;
  isBanned(shopId: string, userId: string): Promise<boolean>;
  /** Counts one line of a person. @returns the refusal when there were too many. */
  takeTurn(userId: string): Promise<Refusal | null>;
  /** Judges a new line by the rules of the show's chat. */
  gate: ChatGate;
}

const everybody: MessageReader = { id: null, team: false };

/** How a reader is told that not everybody sees the message; a shadowed author is not. */
const stateFor = (message: MessageRecord, reader: MessageReader): ChatMessage["state"] =>
  message.hidden === "held" && reader.id === message.authorId
    ? "waiting"
    : message.hidden === "shadow" && reader.team
      ? "shadowed"
      : undefined;

export const toChatMessage = (
  message: MessageRecord,
  author: Person,
  reader: MessageReader = everybody,
): ChatMessage => {
  const state = stateFor(message, reader);
  return {
    id: message.id,
    showId: message.showId,
    author,
    role: message.role,
    text: message.text,
    at: message.at.toISOString(),
    ...(state && { state }),
  };
};

/** Tells of a message that not everybody sees: its author on all their pages, and the team. */
const tellAside = (hub: Hub, shopId: string, message: MessageRecord, author: Person): ChatMessage => {
  const own = toChatMessage(message, author, { id: author.id, team: false });
  hub.toPerson(author.id, "chat:aside", own);
  const { state, ...plain } = own;
  if (message.heldFor) hub.toModerators(shopId, "message:held", { message: plain, reason: message.heldFor });
  else hub.toModerators(shopId, "message:shadowed", { ...plain, state: "shadowed" });
  return own;
};

/**
 * Says something in a show, in its waiting room too. Again under the same key it answers with the same message.
 * The team is not slowed down. Refuses with NOT_FOUND, SHOW_ENDED, BANNED, MESSAGE_EMPTY, INVALID_INPUT,
 * IDEMPOTENCY_KEY_REUSED, CHAT_TOO_FAST
 * or what the rules of the show's chat say.
 */
export const postMessage = async (
  deps: PostMessageDeps,
  author: Person,
  { showId, text: raw, key }: PostMessage,
): Promise<Result<ChatMessage>> => {
  const { shows, messages, showLog, hub, clock } = deps;
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");

  const [role, banned, known] = await Promise.all([
    deps.roleOf(show.shopId, author.id),
    deps.isBanned(show.shopId, author.id),
    messages.findByKey(author.id, key),
  ]);
  if (banned) return refuse("BANNED");
  const text = cleanText(raw);
  if (text === "") return refuse("MESSAGE_EMPTY", { path: "text" });
  if (text.length > MAX_MESSAGE_LENGTH)
    return refuse("INVALID_INPUT", {
      path: "text",
      message: `A message has at most ${MAX_MESSAGE_LENGTH} characters.`,
    });
  if (!known && role === null) {
    const tooFast = await deps.takeTurn(author.id);
    if (tooFast) {
      const { retryAfter } = tooFast;
      return refuse("CHAT_TOO_FAST", retryAfter === undefined ? {} : { retryAfter });
    }
  }

  const judged = known ? null : await deps.gate({ show, authorId: author.id, role, text });
  if (judged?.verdict === "refuse") return { ok: false, error: judged.refusal };
  const { message, added } = known
    ? { message: known, added: false }
    : await messages.add({
        ...{ showId, authorId: author.id, key, role, text, at: new Date(clock.now()) },
        hidden: judged?.verdict === "hold" ? "held" : judged?.verdict === "shadow" ? "shadow" : null,
        heldFor: judged?.verdict === "hold" ? judged.reason : null,
      });
  if (message.showId !== showId || message.text !== text) return refuse("IDEMPOTENCY_KEY_REUSED");
  if (message.deletedAt || message.hidden === "rejected") return refuse("NOT_FOUND");
  if (message.hidden) return ok(tellAside(hub, show.shopId, message, author));

  const posted = toChatMessage(message, author);
  // A first attempt may have been cut off between keeping the message and telling everybody.
  if (added || !(await showLog.hasMessage(showId, message.id))) {
    await hub.publish(showId, "chat:posted", posted);
    // A ban that came between the look above and now was published first: what follows it must not stay.
    if (await deps.isBanned(show.shopId, author.id)) {
      await messages.delete(showId, message.id, new Date(clock.now()));
      await hub.publish(showId, "chat:deleted", { messageId: message.id });
      return refuse("BANNED");
    }
  }
  return ok(posted);
};
