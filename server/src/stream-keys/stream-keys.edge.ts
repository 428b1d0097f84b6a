import { ok } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import type { RequireRole } from "../shops/require-role.ts";
import { type RevokeStreamKeyDeps, revokeStreamKey } from "./revoke-stream-key.ts";
import { type RotateStreamKeyDeps, rotateStreamKey, toStreamKey } from "./rotate-stream-key.ts";

interface StreamKeysEdge extends RotateStreamKeyDeps, RevokeStreamKeyDeps {
  limits: Limits;
  requireRole: RequireRole;
  publicUrl: URL;
}

type StreamKeyCalls = "readStreamKey" | "rotateStreamKey" | "revokeStreamKey";

/** Whoever may host may see the key: with it they host from another program. */
export const streamKeysEdge = (deps: StreamKeysEdge): Pick<Handlers, StreamKeyCalls> => {
  const { streamKeys, keyText, limits, requireRole, publicUrl } = deps;
  return {
    async readStreamKey({ params: { shopId }, viewer }) {
      const role = await requireRole(shopId, viewer, "show:host");
      if (!role.ok) return role;
      const record = await streamKeys.ofShop(shopId);
      const whipUrl = new URL("/whip", publicUrl).href;
      return ok({ streamKey: record && toStreamKey(record, keyText), whipUrl });
    },

    async rotateStreamKey({ params: { shopId }, viewer }) {
      const role = await requireRole(shopId, viewer, "show:host");
      if (!role.ok) return role;
      const tooMany = await limits.take("streamKey", shopId);
      return tooMany ? { ok: false, error: tooMany } : rotateStreamKey(deps, { shopId, actorId: viewer.id });
    },

    async revokeStreamKey({ params: { shopId }, viewer }) {
      const role = await requireRole(shopId, viewer, "show:host");
      return role.ok ? revokeStreamKey(deps, { shopId, actorId: viewer.id }) : role;
    },
  };
};
