import {
  type ChatMessage,
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
import type { ShowStore } from "../shows/shows.store.ts";
import type { MessageRecord, MessageStore } from "./messages.store.ts";

export interface PostMessageDeps {
  shows: ShowStore;
  messages: MessageStore;
  showLog: ShowLog;
  hub: Hub;
  clock: Clock;
  roleOf(shopId: string, userId: string): Promise<ShopRole | null>;
  isBanned(shopId: string, userId: string): Promise<boolean>;
  /** Puts a message into the show's queue of questions, once. */
  keepQuestion(message: MessageRecord): Promise<void>;
  /** Counts one line of a person. @returns the refusal when there were too many. */
  takeTurn(userId: string): Promise<Refusal | null>;
}

export const toChatMessage = (message: MessageRecord, author: Person): ChatMessage => ({
  id: message.id,
  showId: message.showId,
  author,
  role: message.role,
  text: message.text,
  kind: message.kind,
  at: message.at.toISOString(),
});

/** What the team asks is for the viewers to answer; it goes into the queue only when it is sent as a question. */
const asks = (text: string, role: ShopRole | null): boolean => role === null && isQuestion(text);

/**
 * Says something in a show, in its waiting room too. Again under the same key it answers with the same message.
 * The team is not slowed down. Refuses with NOT_FOUND, SHOW_ENDED, BANNED, MESSAGE_EMPTY, INVALID_INPUT,
 * IDEMPOTENCY_KEY_REUSED or CHAT_TOO_FAST.
 */
export const postMessage = async (
  deps: PostMessageDeps,
  author: Person,
  { showId, text: raw, kind, key }: PostMessage,
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

  const { message, added } = known
    ? { message: known, added: false }
    : await messages.add({
        ...{ showId, authorId: author.id, key, role, text },
        kind: asks(text, role) ? "question" : kind,
        at: new Date(clock.now()),
      });
  if (message.showId !== showId || message.text !== text) return refuse("IDEMPOTENCY_KEY_REUSED");
  if (message.deletedAt) return refuse("NOT_FOUND");

  const posted = toChatMessage(message, author);
  // A first attempt may have been cut off between keeping the message and telling everybody.
  if (added || !(await showLog.hasMessage(showId, message.id))) {
    if (message.kind === "question") await deps.keepQuestion(message);
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
