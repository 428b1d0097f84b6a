import {
  type ChatBadge,
  type ChatMessage,
  type Emote,
  isQuestion,
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
import type { ShowRecord } from "../shows/show.schema.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import type { MessageRecord } from "./message-record.ts";
import { asAuthorSees, viewMessage } from "./message-view.ts";
import type { MessageStore } from "./messages.store.ts";

export interface PostMessageDeps {
  shows: ShowStore;
  messages: MessageStore;
  showLog: ShowLog;
  hub: Hub;
  clock: Clock;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
  roleOf(shopId: string, userId: string): Promise<ShopRole | null>;
  isBanned(shopId: string, userId: string): Promise<boolean>;
  /** Puts a message into the show's queue of questions, once. */
  keepQuestion(message: MessageRecord): Promise<void>;
  /** Until when somebody may not write; null: they may. */
  timedOutUntil(shopId: string, userId: string): Promise<Date | null>;
  badgesOf(shopId: string, userId: string): Promise<ChatBadge[]>;
  /** Whether addresses in what is said in the show may be followed. */
  mayLink(show: ShowRecord): boolean;
  findEmotes(shopId: string, codes: readonly string[]): Promise<Emote[]>;
  /** Counts one line of a person. @returns the refusal when there were too many. */
  takeTurn(userId: string): Promise<Refusal | null>;
  /** Judges a new line by the rules of the show's chat. */
  gate: ChatGate;
}

/** Refuses what nobody may say: nothing, or too much once it is made plain. */
const readText = (raw: string): Result<string> => {
  const text = cleanText(raw);
  if (text === "") return refuse("MESSAGE_EMPTY", { path: "text" });
  if (text.length > MAX_MESSAGE_LENGTH)
    return refuse("INVALID_INPUT", {
      path: "text",
      message: `A message has at most ${MAX_MESSAGE_LENGTH} characters.`,
    });
  return ok(text);
};

/** The codes in `:code:`s; a colon may end one and begin the next. */
const emoteCodes = (text: string): string[] => [
  ...new Set([...text.matchAll(/:([\p{L}\p{N}_]{2,20})(?=:)/gu)].map(([, code = ""]) => code.toLowerCase())),
];

/** Those of these people whom the text names with an `@`. */
const mentioned = async (
  people: PostMessageDeps["people"],
  ids: readonly string[],
  text: string,
): Promise<string[]> => {
  if (ids.length === 0) return [];
  const known = await people([...new Set(ids)]);
  return [...known.values()]
    .filter(({ displayName }) => text.includes(`@${cleanText(displayName)}`))
    .map(({ id }) => id);
};

/** What the team asks is for the viewers to answer; it goes into the queue only when it is sent as a question. */
const asks = (text: string, role: ShopRole | null): boolean => role === null && isQuestion(text);

/** Tells of a message that not everybody sees: its author on all their pages, and the team. */
const tellAside = (hub: Hub, { shopId, heldFor }: MessageRecord, message: ChatMessage): ChatMessage => {
  const own = asAuthorSees(message);
  hub.toPerson(message.author.id, "chat:aside", own);
  if (heldFor) hub.toModerators(shopId, "message:held", { message, reason: heldFor });
  else hub.toModerators(shopId, "message:shadowed", message);
  return own;
};

/**
 * Says something in a show, in its waiting room too. Again under the same key it answers with the same message.
 * The team is not slowed down. Refuses with NOT_FOUND, SHOW_ENDED, BANNED, TIMED_OUT, MESSAGE_EMPTY, INVALID_INPUT,
 * MESSAGE_GONE, IDEMPOTENCY_KEY_REUSED, CHAT_TOO_FAST, or what the rules of the show's chat say.
 */
export const postMessage = async (
  deps: PostMessageDeps,
  author: Person,
  { showId, text: raw, kind, replyTo, mentions, key }: PostMessage,
): Promise<Result<ChatMessage>> => {
  const { shows, messages, showLog, hub, clock } = deps;
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");

  const [role, banned, until, known] = await Promise.all([
    deps.roleOf(show.shopId, author.id),
    deps.isBanned(show.shopId, author.id),
    deps.timedOutUntil(show.shopId, author.id),
    messages.findByKey(author.id, key),
  ]);
  if (banned) return refuse("BANNED");
  if (until && role === null)
    return refuse("TIMED_OUT", { retryAfter: Math.ceil((until.getTime() - clock.now()) / 1000) });
  const text = readText(raw);
  if (!text.ok) return text;
  if (!known && replyTo && !(await messages.find(showId, replyTo)))
    return refuse("MESSAGE_GONE", { path: "replyTo" });
  if (!known && role === null) {
    const tooFast = await deps.takeTurn(author.id);
    if (tooFast) {
      const { retryAfter } = tooFast;
      return refuse("CHAT_TOO_FAST", retryAfter === undefined ? {} : { retryAfter });
    }
  }

  const judged = known ? null : await deps.gate({ show, authorId: author.id, role, text: text.data });
  if (judged?.verdict === "refuse") return { ok: false, error: judged.refusal };

  const say = async (): Promise<{ message: MessageRecord; added: boolean }> => {
    const [badges, mentionIds, emotes] = await Promise.all([
      role === null ? deps.badgesOf(show.shopId, author.id) : [],
      mentioned(deps.people, mentions, text.data),
      deps.findEmotes(show.shopId, emoteCodes(text.data)),
    ]);
    return messages.add({
      ...{ shopId: show.shopId, showId, authorId: author.id, key, role, badges, text: text.data },
      kind: asks(text.data, role) ? "question" : kind,
      ...{ replyToId: replyTo, mentionIds, links: deps.mayLink(show) },
      emotes: emotes.map(({ code, url }) => ({ code, url })),
      at: new Date(clock.now()),
      hidden: judged?.verdict === "hold" ? "held" : judged?.verdict === "shadow" ? "shadow" : null,
      heldFor: judged?.verdict === "hold" ? judged.reason : null,
    });
  };
  const { message, added } = known ? { message: known, added: false } : await say();
  if (message.showId !== showId || message.text !== text.data || message.replyToId !== replyTo)
    return refuse("IDEMPOTENCY_KEY_REUSED");
  if (message.deletedAt) return refuse("NOT_FOUND");

  const posted = await viewMessage(deps, message, author);
  if (!posted) return refuse("NOT_FOUND");
  if (message.hidden) return ok(tellAside(hub, message, posted));
  // A first attempt may have been cut off between keeping the message and telling everybody.
  if (added || !(await showLog.hasMessage(showId, message.id))) {
    if (message.kind === "question") await deps.keepQuestion(message);
    await hub.publish(showId, "chat:posted", posted);
    // A ban that came between the look above and now was published first: what follows it must not stay.
    if (await deps.isBanned(show.shopId, author.id)) {
      await messages.delete(showId, message.id, { at: new Date(clock.now()), by: null });
      await hub.publish(showId, "chat:deleted", { messageId: message.id });
      return refuse("BANNED");
    }
  }
  return ok(posted);
};
