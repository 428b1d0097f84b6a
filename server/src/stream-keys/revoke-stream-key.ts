import { ok, type Result } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { StreamKeyRecord, StreamKeyStore } from "./stream-keys.store.ts";

export interface RevokeStreamKeyDeps {
  streamKeys: StreamKeyStore;
  audit: AuditStore;
  transact: Transact;
  stopHosting(shopId: string, userId: string): Promise<void>;
}

/** Takes the key out of the record, with its audit row. @returns the one that there was. */
export const dropStreamKey = async (
  { streamKeys, audit }: Pick<RevokeStreamKeyDeps, "streamKeys" | "audit">,
  { shopId, actorId }: { shopId: string; actorId: string },
  session: DbSession,
): Promise<StreamKeyRecord | null> => {
  const before = await streamKeys.remove(shopId, session);
  if (before)
    await audit.record(
      { actorId, action: "stream-key:revoke", subject: `shop:${shopId}`, before: { keyId: before.id } },
      session,
    );
  return before;
};

/** Takes the shop's stream key away, and ends what is being sent with it. Without a key there is nothing to do. */
export const revokeStreamKey = async (
  deps: RevokeStreamKeyDeps,
  who: { shopId: string; actorId: string },
): Promise<Result<{ done: true }>> => {
  const dropped = await deps.transact(async (session) => ok(await dropStreamKey(deps, who, session)));
  if (!dropped.ok) return dropped;
  if (dropped.data) await deps.stopHosting(who.shopId, dropped.data.id);
  return ok({ done: true });
};
