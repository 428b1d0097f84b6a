import { ok, type Refusal, type ReportReason, type Result, refuse, type ShopRole } from "@showdrop/shared";
import type { ViewMessagesDeps } from "../../chat/message-view.ts";
import type { MessageStore } from "../../chat/messages.store.ts";
import type { Hub } from "../../hub/hub.ts";
import type { Clock } from "../../kit/clock.ts";
import type { ShowStore } from "../../shows/shows.store.ts";
import type { ReportStore } from "./reports.store.ts";
import { viewReports } from "./view-reports.ts";

export interface ReportMessageDeps extends ViewMessagesDeps {
  shows: ShowStore;
  messages: MessageStore;
  reports: ReportStore;
  hub: Hub;
  clock: Clock;
  isBanned(shopId: string, userId: string): Promise<boolean>;
  roleOf(shopId: string, userId: string): Promise<ShopRole | null>;
  /** Counts one report of a person. @returns the refusal when there were too many. */
  takeReport(userId: string): Promise<Refusal | null>;
}

/**
 * Tells the team that a line is not right. Whether it was reported before, by whom, and what becomes of it, the reporter
 * does not learn. Refuses with NOT_FOUND, BANNED, NOT_ALLOWED for one's own line, or TOO_MANY_REQUESTS.
 */
export const reportMessage = async (
  deps: ReportMessageDeps,
  viewer: { id: string },
  { showId, messageId, reason }: { showId: string; messageId: string; reason: ReportReason },
): Promise<Result<{ done: true }>> => {
  const { shows, messages, reports, hub, clock } = deps;
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  if (await deps.isBanned(show.shopId, viewer.id)) return refuse("BANNED");
  const tooMany = await deps.takeReport(viewer.id);
  if (tooMany) return { ok: false, error: tooMany };
  const message = await messages.find(showId, messageId);
  if (!message) return refuse("NOT_FOUND");
  if (message.authorId === viewer.id)
    return refuse("NOT_ALLOWED", { message: "Your own message cannot be reported." });

  const report = { messageId, showId, reporterId: viewer.id, reason, at: new Date(clock.now()) };
  const counted = (await reports.add(report)) ? await reports.count(report) : null;
  const [view] = counted ? await viewReports(deps, [counted]) : [];
  if (view) hub.toModerators(show.shopId, "report:changed", view);
  return ok({ done: true });
};
