import { ok, refuse } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { Handlers, Viewer } from "../edge/call.ts";
import type { ErrandRecord, ErrandStore } from "../errands/errands.store.ts";
import type { RequireOrderDeps } from "../fulfilment/require-order.ts";
import type { Clock } from "../kit/clock.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import { isExportUrl } from "./export-order.ts";
import type { ExportTarget, ExportTargetStore } from "./export-targets.store.ts";

interface OrderExportsEdge extends Pick<RequireOrderDeps, "requireRole"> {
  targets: ExportTargetStore;
  errands: ErrandStore;
  privateAddresses: boolean;
  transact: Transact;
  audit: { record(row: AuditRow, session?: DbSession): Promise<void> };
  clock: Clock;
  /** The numbers of a shop's orders, by id. */
  numbersOf(orderIds: readonly string[], shopId: string): Promise<ReadonlyMap<string, string>>;
}

type ExportCalls = "readExport" | "setExport" | "renewExportSecret" | "listExports" | "resendExport";

const viewExport = (record: ErrandRecord, numbers: ReadonlyMap<string, string>) => ({
  orderId: record.orderId,
  orderNumber: numbers.get(record.orderId) ?? "",
  state: record.state,
  tries: record.tries,
  lastError: record.lastError,
  nextAt: record.state === "due" ? (record.dueAt?.toISOString() ?? null) : null,
  at: record.at.toISOString(),
});

export const orderExportsEdge = (deps: OrderExportsEdge): Pick<Handlers, ExportCalls> => {
  const { targets, errands, requireRole, transact, audit, clock } = deps;

  /** Changes the settings and leaves an audit row, which names no secret. */
  const change = async (
    { shopId, viewer, action }: { shopId: string; viewer: Viewer; action: string },
    work: (session: DbSession) => Promise<ExportTarget>,
  ) => {
    const role = await requireRole(shopId, viewer, "orders:export");
    if (!role.ok) return role;
    return transact(async (session) => {
      const before = await targets.find(shopId, session);
      const after = await work(session);
      await audit.record(
        {
          ...{ actorId: viewer.id, action, subject: `shop:${shopId}`, shopId },
          ...{ before: { url: before?.url ?? null }, after: { url: after.url } },
        },
        session,
      );
      return ok(after);
    });
  };

  return {
    async readExport({ viewer, params: { shopId } }) {
      const role = await requireRole(shopId, viewer, "orders:export");
      if (!role.ok) return role;
      return transact(async (session) => ok(await targets.open(shopId, session)));
    },

    async setExport({ viewer, params: { shopId }, body: { url } }) {
      const role = await requireRole(shopId, viewer, "orders:export");
      if (!role.ok) return role;
      if (url !== null && !isExportUrl(url, deps.privateAddresses))
        return refuse("EXPORT_ADDRESS_REFUSED", { path: "url" });
      return change({ shopId, viewer, action: "export:set" }, (session) =>
        targets.setUrl(shopId, url, session),
      );
    },

    renewExportSecret: ({ viewer, params: { shopId } }) =>
      change({ shopId, viewer, action: "export:renew-secret" }, (session) =>
        targets.renewSecret(shopId, session),
      ),

    async listExports({ viewer, params: { shopId }, query }) {
      const role = await requireRole(shopId, viewer, "orders:export");
      if (!role.ok) return role;
      const found = await errands.exportsOf(shopId, query);
      const ids = found.map(({ orderId }) => orderId);
      const numbers = await deps.numbersOf(ids, shopId);
      return ok({ items: found.map((record) => viewExport(record, numbers)) });
    },

    async resendExport({ viewer, params: { shopId, orderId } }) {
      const role = await requireRole(shopId, viewer, "orders:export");
      if (!role.ok) return role;
      return transact(async (session) => {
        const revived = await errands.revive(shopId, orderId, new Date(clock.now()), session);
        if (!revived) return refuse("EXPORT_NOT_DEAD");
        await audit.record(
          { actorId: viewer.id, action: "export:again", subject: `order:${orderId}`, shopId },
          session,
        );
        return ok({ done: true } as const);
      });
    },
  };
};
