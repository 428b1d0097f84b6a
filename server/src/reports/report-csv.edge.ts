import {
  Id,
  type Refusal,
  ReportDays,
  type Result,
  refuse,
  refuseInput,
  ShopTable,
  ShowTable,
} from "@showdrop/shared";
import { type Request, type Response, Router } from "express";
import type { Viewer } from "../edge/call.ts";
import { sendRefusal } from "../edge/http.ts";
import type { Limits } from "../edge/limits.ts";
import { BYTE_ORDER_MARK, csvRow } from "../order-csv/csv.ts";
import type { createReadShopReport } from "./read-shop-report.ts";
import type { createReadShowReport } from "./read-show-report.ts";
import { shopTable, showTable, type Table } from "./tables.ts";

interface ReportCsvEdge {
  readShowReport: ReturnType<typeof createReadShowReport>;
  readShopReport: ReturnType<typeof createReadShopReport>;
  limits: Limits;
  /** Who a request's cookie belongs to. */
  viewerOf(cookie: string | undefined): Promise<Viewer | null>;
}

/**
 * Each table of a report as a file for a spreadsheet, for whoever may read the report. Beside the calls of the API, as it
 * answers no JSON.
 */
export const reportCsvEdge = (deps: ReportCsvEdge): Router => {
  const { readShowReport, readShopReport, limits, viewerOf } = deps;

  const admit = async (req: Request): Promise<Result<Viewer>> => {
    const viewer = await viewerOf(req.headers.cookie);
    if (!viewer) return refuse("SIGN_IN_REQUIRED");
    const tooMany: Refusal | null = await limits.take("csv", viewer.id);
    return tooMany ? { ok: false, error: tooMany } : { ok: true, data: viewer };
  };
  const send = (res: Response, name: string, table: Table): void => {
    res
      .set({
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}.csv"`,
        "Cache-Control": "no-store",
      })
      .send(BYTE_ORDER_MARK + table.map(csvRow).join(""));
  };

  const csv = Router();
  csv.get("/api/shows/:showId/report/:table.csv", async (req, res) => {
    const viewer = await admit(req);
    if (!viewer.ok) return sendRefusal(res, viewer.error);
    const showId = Id.safeParse(req.params.showId);
    const table = ShowTable.safeParse(req.params.table);
    if (!showId.success || !table.success) return sendRefusal(res, refuse("NOT_FOUND").error);
    const report = await readShowReport(viewer.data, showId.data);
    if (!report.ok) return sendRefusal(res, report.error);
    send(res, `show-${table.data}`, showTable(report.data, table.data));
  });
  csv.get("/api/shops/:shopId/report/:table.csv", async (req, res) => {
    const viewer = await admit(req);
    if (!viewer.ok) return sendRefusal(res, viewer.error);
    const shopId = Id.safeParse(req.params.shopId);
    const table = ShopTable.safeParse(req.params.table);
    if (!shopId.success || !table.success) return sendRefusal(res, refuse("NOT_FOUND").error);
    const days = ReportDays.safeParse(req.query);
    if (!days.success) return sendRefusal(res, refuseInput(days.error).error);
    const report = await readShopReport(viewer.data, shopId.data, days.data);
    if (!report.ok) return sendRefusal(res, report.error);
    send(res, `shop-${table.data}-${days.data.days}-days`, shopTable(report.data, table.data));
  });
  return csv;
};
