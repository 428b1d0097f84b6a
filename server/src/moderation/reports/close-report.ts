import { ok, type Report, type Result, refuse } from "@showdrop/shared";
import type { ViewMessagesDeps } from "../../chat/message-view.ts";
import type { Hub } from "../../hub/hub.ts";
import type { RequireRole } from "../../shops/require-role.ts";
import type { ShowStore } from "../../shows/shows.store.ts";
import type { Act } from "../act.ts";
import type { ReportStore } from "./reports.store.ts";
import { viewReports } from "./view-reports.ts";

export interface CloseReportDeps extends ViewMessagesDeps {
  shows: ShowStore;
  reports: ReportStore;
  hub: Hub;
  requireRole: RequireRole;
  act: Act;
}

/** Cases that are shown at once; the most reported ones are among them. */
const MOST_SHOWN = 100;

/** What viewers of a show reported and nobody looked at yet, the most reported first. */
export const listReports = async (
  deps: CloseReportDeps,
  viewer: { id: string },
  showId: string,
): Promise<Result<{ items: Report[] }>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await deps.requireRole(show.shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  return ok({ items: await viewReports(deps, await deps.reports.listOpen(showId, MOST_SHOWN)) });
};

/** Says that a reported line was dealt with, or is fine. Closed by somebody else a moment ago it answers NOT_FOUND. */
export const closeReport = async (
  { shows, reports, hub, requireRole, act }: CloseReportDeps,
  viewer: { id: string },
  { showId, messageId, outcome }: { showId: string; messageId: string; outcome: "resolved" | "dismissed" },
): Promise<Result<{ done: true }>> => {
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await requireRole(show.shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  const closed = await act<{ done: true }>(show.shopId, async (session) => {
    const found = await reports.close(showId, messageId, outcome, session);
    if (!found) return refuse("NOT_FOUND");
    const row = { actorId: viewer.id, action: "report:close", subject: `message:${messageId}`, messageId };
    const before = { showId, count: found.count, reasons: found.reasons };
    return ok({ answer: { done: true }, row: { ...row, before, after: { outcome } } });
  });
  if (closed.ok) hub.toModerators(show.shopId, "report:closed", { messageId });
  return closed;
};
