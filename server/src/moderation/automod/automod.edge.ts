import { ok } from "@showdrop/shared";
import type { Handlers } from "../../edge/call.ts";
import { compileAutomod } from "./judge-line.ts";
import { type SetAutomodDeps, setAutomod } from "./set-automod.ts";

export const automodEdge = (
  deps: SetAutomodDeps,
): Pick<Handlers, "readAutomod" | "setAutomod" | "tryAutomod"> => {
  const { automods, requireRole } = deps;
  return {
    async readAutomod({ viewer, params: { shopId } }) {
      const role = await requireRole(shopId, viewer, "chat:moderate");
      return role.ok ? ok(await automods.settingsOf(shopId)) : role;
    },

    setAutomod: ({ viewer, params, body }) => setAutomod(deps, viewer, params.shopId, body),

    async tryAutomod({ viewer, params: { shopId }, body: { text, settings } }) {
      const role = await requireRole(shopId, viewer, "chat:moderate");
      if (!role.ok) return role;
      const judge = settings ? compileAutomod(settings) : (await automods.of(shopId)).judge;
      return ok(judge({ text, before: [] }));
    },
  };
};
