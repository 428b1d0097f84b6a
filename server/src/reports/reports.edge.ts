import type { Handlers } from "../edge/call.ts";
import type { createReadShopReport } from "./read-shop-report.ts";
import type { createReadShowReport } from "./read-show-report.ts";

interface ReportsEdge {
  readShowReport: ReturnType<typeof createReadShowReport>;
  readShopReport: ReturnType<typeof createReadShopReport>;
}

export const reportsEdge = ({
  readShowReport,
  readShopReport,
}: ReportsEdge): Pick<Handlers, "readShowReport" | "readShopReport"> => ({
  readShowReport: ({ viewer, params }) => readShowReport(viewer, params.showId),
  readShopReport: ({ viewer, params, query }) => readShopReport(viewer, params.shopId, query),
});
