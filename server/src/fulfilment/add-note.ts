import { type OrderHappening, ok, type Result, refuse } from "@showdrop/shared";
import { type DeskDeps, openDesk, tellTimeline } from "./desk.ts";

/** Notes something for the team alone, once per attempt. */
export const addOrderNote = (
  deps: DeskDeps,
  { orderId, text, by, attempt }: { orderId: string; text: string; by: string; attempt: string },
): Promise<Result<unknown>> =>
  deps.transact(async (session) => {
    const desk = await openDesk(deps, orderId, session);
    if (!desk) return refuse("ORDER_NOT_PAID");
    const happening: OrderHappening = { kind: "note", text };
    await tellTimeline(deps, desk, { by, fact: `note:${attempt}`, happening });
    return ok(null);
  });
