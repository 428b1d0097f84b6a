import { z } from "zod";
import { TimeZone } from "../locale.ts";
import { reportRanges, ShopReport, ShowReport } from "../reports.ts";
import { ids, route } from "./parts.ts";

/** Which days a shop's report is about: the last so many, as the calendar of a time zone counts them. */
export const ReportDays = z.strictObject({
  days: z.coerce
    .number()
    .pipe(z.literal([...reportRanges]))
    .default(28),
  timeZone: TimeZone.default("UTC"),
});
export type ReportDays = z.infer<typeof ReportDays>;

/** Reports for those who may see a shop's money. */
export const reportRoutes = {
  readShowReport: route({
    method: "GET",
    path: "/api/shows/:showId/report",
    summary: "How a show went, or how it goes: viewers, funnel, revenue, watch time, sources",
    access: "signed-in",
    params: ids("showId"),
    answer: ShowReport,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  readShopReport: route({
    method: "GET",
    path: "/api/shops/:shopId/report",
    summary: "A shop's last days: revenue, shows compared, conversion, repurchase and return rate",
    access: "signed-in",
    params: ids("shopId"),
    query: ReportDays,
    answer: ShopReport,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
} as const;
