import type { Handlers } from "../../edge/call.ts";
import { type CloseReportDeps, closeReport, listReports } from "../reports/close-report.ts";
import { type ReportMessageDeps, reportMessage } from "../reports/report-message.ts";
import { listShadowMutes, type ShadowMuteDeps, shadowMute, shadowUnmute } from "../shadow/shadow-mute.ts";
import { judgeMessage, listHeldMessages, type ReviewDeps } from "./judge-message.ts";

type ReviewCalls =
  | "listHeldMessages"
  | "judgeMessage"
  | "reportMessage"
  | "listReports"
  | "closeReport"
  | "listShadowMutes"
  | "shadowMute"
  | "shadowUnmute";

export const reviewEdge = (
  deps: ReviewDeps & ReportMessageDeps & CloseReportDeps & ShadowMuteDeps,
): Pick<Handlers, ReviewCalls> => ({
  listHeldMessages: ({ viewer, params }) => listHeldMessages(deps, viewer, params.showId),
  judgeMessage: ({ viewer, params, body }) => judgeMessage(deps, viewer, { ...params, ...body }),
  reportMessage: ({ viewer, params, body }) => reportMessage(deps, viewer, { ...params, ...body }),
  listReports: ({ viewer, params }) => listReports(deps, viewer, params.showId),
  closeReport: ({ viewer, params, body }) => closeReport(deps, viewer, { ...params, ...body }),
  listShadowMutes: ({ viewer, params }) => listShadowMutes(deps, viewer, params.shopId),
  shadowMute: ({ viewer, params, body }) => shadowMute(deps, viewer, params.shopId, body),
  shadowUnmute: ({ viewer, params }) => shadowUnmute(deps, viewer, params),
});
