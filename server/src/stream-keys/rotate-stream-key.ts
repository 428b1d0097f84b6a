import { ok, type Result, type StreamKey } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { Transact } from "../kit/mongo.ts";
import type { KeyText } from "./key-text.ts";
import type { StreamKeyRecord, StreamKeyStore } from "./stream-keys.store.ts";

export interface RotateStreamKeyDeps {
  streamKeys: StreamKeyStore;
  keyText: KeyText;
  audit: AuditStore;
  transact: Transact;
  clock: Clock;
  /** Ends what is sent in the shop's shows under this id. */
  stopHosting(shopId: string, userId: string): Promise<void>;
}

export const toStreamKey = (record: StreamKeyRecord, keyText: KeyText): StreamKey => ({
  key: keyText.of(record),
  createdAt: record.createdAt.toISOString(),
  usedAt: record.usedAt?.toISOString() ?? null,
});

/** Makes the shop's stream key. One that there was opens nothing any more, and what is being sent with it ends. */
export const rotateStreamKey = async (
  { streamKeys, keyText, audit, transact, clock, stopHosting }: RotateStreamKeyDeps,
  { shopId, actorId }: { shopId: string; actorId: string },
): Promise<Result<StreamKey>> => {
  const rotated = await transact(async (session) => {
    const before = await streamKeys.remove(shopId, session);
    const after = await streamKeys.create(shopId, new Date(clock.now()), session);
    await audit.record(
      {
        actorId,
        action: "stream-key:rotate",
        subject: `shop:${shopId}`,
        before: before && { keyId: before.id },
        after: { keyId: after.id },
      },
      session,
    );
    return ok({ before, after });
  });
  if (!rotated.ok) return rotated;
  const { before, after } = rotated.data;
  if (before) await stopHosting(shopId, before.id);
  return ok(toStreamKey(after, keyText));
};
