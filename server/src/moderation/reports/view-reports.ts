import type { Report } from "@showdrop/shared";
import { type ViewMessagesDeps, viewMessages } from "../../chat/message-view.ts";
import type { ReportRecord } from "./reports.store.ts";

/** Cases as the team sees them, in the same order. */
export const viewReports = async (
  deps: ViewMessagesDeps,
  cases: readonly ReportRecord[],
): Promise<Report[]> => {
  const messages = await deps.messages.findMany(cases.map(({ messageId }) => messageId));
  const views = await viewMessages(deps, [...messages.values()]);
  return cases.flatMap(({ messageId, count, reasons, firstAt, lastAt }) => {
    const view = views.find(({ id }) => id === messageId);
    if (!view) return [];
    const { deletedAt, ...message } = view;
    return [
      {
        ...{ message, deleted: deletedAt !== null, count, reasons },
        ...{ firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() },
      },
    ];
  });
};
