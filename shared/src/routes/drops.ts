import { z } from "zod";
import { CreateDrop, MoveClosing, RestockDrop } from "../drop-plans.ts";
import { Drop } from "../drops.ts";
import { DropDraw, MAX_RECEIPTS, Receipts } from "../receipts.ts";
import { ids, list, route } from "./parts.ts";

/** Where a page of a drop's log begins. */
const ReceiptsPage = z.strictObject({
  /** Entries up to this one are left out. */
  after: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(MAX_RECEIPTS).default(MAX_RECEIPTS),
});

/** A drop as its shop leads it, and its public log. */
export const dropRoutes = {
  createDrop: route({
    method: "POST",
    path: "/api/shows/:showId/drops",
    summary: "Put units of a product's variants into a drop",
    access: "signed-in",
    params: ids("showId"),
    body: CreateDrop,
    answer: Drop,
    refusals: [
      "NOT_FOUND",
      "NOT_ALLOWED",
      "PRODUCT_NOT_IN_SHOP",
      "CURRENCY_MISMATCH",
      "STOCK_TOO_LOW",
      "SHOW_ENDED",
      "SHOW_NOT_LIVE",
      "SALES_PAUSED",
    ],
    idempotent: true,
  }),
  listDrops: route({
    method: "GET",
    path: "/api/shows/:showId/drops",
    summary: "The show's drops with their stock",
    access: "public",
    params: ids("showId"),
    answer: list(Drop),
    refusals: ["NOT_FOUND"],
  }),
  openDrop: route({
    method: "POST",
    path: "/api/drops/:dropId/open",
    summary: "Open a scheduled drop now",
    access: "signed-in",
    params: ids("dropId"),
    answer: Drop,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "DROP_NOT_OPENABLE", "SHOW_NOT_LIVE", "SALES_PAUSED"],
  }),
  closeDrop: route({
    method: "POST",
    path: "/api/drops/:dropId/close",
    summary: "Close a drop; unsold units go back to the variant's stock",
    access: "signed-in",
    params: ids("dropId"),
    answer: Drop,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "DROP_CLOSED", "SALES_PAUSED"],
  }),
  pauseDrop: route({
    method: "POST",
    path: "/api/drops/:dropId/pause",
    summary: "Pause a drop: nobody can take units, its clock stands still, running holds live on",
    access: "signed-in",
    params: ids("dropId"),
    answer: Drop,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "DROP_CLOSED", "SALES_PAUSED"],
  }),
  resumeDrop: route({
    method: "POST",
    path: "/api/drops/:dropId/resume",
    summary: "Let a paused drop go on",
    access: "signed-in",
    params: ids("dropId"),
    answer: Drop,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "DROP_CLOSED", "SALES_PAUSED"],
  }),
  restockDrop: route({
    method: "POST",
    path: "/api/drops/:dropId/restock",
    summary: "Add units from a variant's stock to a drop; those in line come first",
    access: "signed-in",
    params: ids("dropId"),
    body: RestockDrop,
    answer: Drop,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "STOCK_TOO_LOW", "DROP_CLOSED", "SALES_PAUSED"],
    idempotent: true,
  }),
  moveClosing: route({
    method: "PUT",
    path: "/api/drops/:dropId/closing",
    summary: "Move the time at which a drop closes; everybody sees that it was moved",
    access: "signed-in",
    params: ids("dropId"),
    body: MoveClosing,
    answer: Drop,
    refusals: [
      "NOT_FOUND",
      "NOT_ALLOWED",
      "DROP_CLOSED",
      "CLOSING_TOO_SOON",
      "SHOW_NOT_LIVE",
      "SALES_PAUSED",
    ],
  }),
  readReceipts: route({
    method: "GET",
    path: "/api/drops/:dropId/receipts",
    summary: "A drop's public log: every unit put in, held, given back, sold; it adds up to the shown stock",
    access: "public",
    params: ids("dropId"),
    query: ReceiptsPage,
    answer: Receipts,
    refusals: ["NOT_FOUND"],
  }),
  readDropDraw: route({
    method: "GET",
    path: "/api/drops/:dropId/draw",
    summary: "All that is needed to check the order of a fair start",
    access: "public",
    params: ids("dropId"),
    answer: DropDraw,
    refusals: ["NOT_FOUND", "DROP_NOT_DRAWN"],
  }),
} as const;
