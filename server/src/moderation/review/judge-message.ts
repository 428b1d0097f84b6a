import { type ChatMessage, type HeldMessage, ok, type Person, type Result, refuse } from "@showdrop/shared";
import type { MessageRecord } from "../../chat/message-record.ts";
import { type ViewMessagesDeps, viewMessage, viewMessages } from "../../chat/message-view.ts";
import type { MessageStore } from "../../chat/messages.store.ts";
import type { Hub } from "../../hub/hub.ts";
import type { ShowLog } from "../../hub/show-log.store.ts";
import type { Clock } from "../../kit/clock.ts";
import type { RequireRole } from "../../shops/require-role.ts";
import type { ShowStore } from "../../shows/shows.store.ts";
import type { Act } from "../act.ts";

export interface ReviewDeps extends ViewMessagesDeps {
  shows: ShowStore;
  messages: MessageStore;
  showLog: ShowLog;
  hub: Hub;
  clock: Clock;
  requireRole: RequireRole;
  isBanned(shopId: string, userId: string): Promise<boolean>;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
  act: Act;
  /** Puts a message that asks into the show's queue of questions. */
  keepQuestion(message: MessageRecord): Promise<void>;
}

/** Lines in the queue at once: more is a raid, and is dealt with by Shield and not one by one. */
const MOST_SHOWN = 200;

/** What waits for review in a show, oldest first. */
export const listHeldMessages = async (
  deps: ReviewDeps,
  viewer: { id: string },
  showId: string,
): Promise<Result<{ items: HeldMessage[] }>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await deps.requireRole(show.shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  const held = await deps.messages.listHeld(showId, MOST_SHOWN);
  const reasons = new Map(held.map(({ id, heldFor }) => [id, heldFor]));
  const views = await viewMessages(deps, held);
  return ok({
    items: views.flatMap(({ deletedAt: _, ...message }) => {
      const reason = reasons.get(message.id);
      return reason ? [{ message, reason }] : [];
    }),
  });
};

/** Milliseconds after which whoever approved a line and did not tell of it will not any more: a request is over by then. */
const CUT_OFF_MS = 15_000;

interface Judged {
  showId: string;
  messageId: string;
  judgement: "approve" | "reject";
}

/**
 * Posts a line that waits, or rejects it. Of two who judge at once the first wins and the other is told. Approving again
 * what was approved a while ago posts it, should the first time have been cut off before. Refuses with NOT_FOUND,
 * NOT_ALLOWED or ALREADY_JUDGED.
 */
export const judgeMessage = async (
  deps: ReviewDeps,
  viewer: { id: string; displayName: string },
  { showId, messageId, judgement }: Judged,
): Promise<Result<{ done: true }>> => {
  const { shows, messages, hub, clock, requireRole, act } = deps;
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await requireRole(show.shopId, viewer, "chat:moderate");
  if (!role.ok) return role;

  const judged = await act<MessageRecord>(show.shopId, async (session) => {
    const message = await messages.judge(showId, messageId, judgement, new Date(clock.now()), session);
    if (!message) return refuse((await messages.exists(showId, messageId)) ? "ALREADY_JUDGED" : "NOT_FOUND");
    const { authorId, text, heldFor } = message;
    const row = { actorId: viewer.id, action: `message:${judgement}`, subject: `message:${messageId}` };
    const about = { messageId, personId: authorId, before: { showId, text, heldFor } };
    return ok({ answer: message, row: { ...row, ...about } });
  });
  const untold = async () => (judgement === "approve" ? approvedUntold(deps, showId, messageId) : null);
  const message = judged.ok ? judged.data : await untold();
  if (!message) return judged.ok ? ok({ done: true }) : judged;

  if (judgement === "approve") await post(deps, message);
  else hub.toPerson(message.authorId, "chat:rejected", { showId, messageId });
  const by = { id: viewer.id, displayName: viewer.displayName };
  hub.toModerators(show.shopId, "message:judged", { showId, messageId, judgement, by });
  return judged.ok ? ok({ done: true }) : judged;
};

/** A message that was approved by somebody who could not tell of it any more: the show's log knows. */
const approvedUntold = async (
  { messages, showLog, clock }: ReviewDeps,
  showId: string,
  messageId: string,
): Promise<MessageRecord | null> => {
  const message = await messages.find(showId, messageId);
  // Whoever approved it just now is about to tell: twice would be once too often.
  if (!message || clock.now() - message.at.getTime() < CUT_OFF_MS) return null;
  return (await showLog.hasMessage(showId, messageId)) ? null : message;
};

const post = async (deps: ReviewDeps, message: MessageRecord): Promise<void> => {
  const view: ChatMessage | null = await viewMessage(deps, message);
  // Whoever was banned while their line waited says nothing any more.
  if (!view || (await deps.isBanned(message.shopId, message.authorId))) return;
  if (message.kind === "question") await deps.keepQuestion(message);
  await deps.hub.publish(message.showId, "chat:posted", view);
};
