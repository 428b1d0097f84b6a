import { ok, type Refusal, refuse } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import type { CommandHandlers } from "../edge/command.ts";
import type { Limits } from "../edge/limits.ts";
import type { RequireRole } from "../shops/require-role.ts";
import { addEmote, type EditEmotesDeps, removeEmote } from "./edit-emotes.ts";
import { type EditMacrosDeps, removeMacro, saveMacro } from "./edit-macros.ts";
import { type PinMessageDeps, pinMessage, unpinMessage } from "./pin-message.ts";
import { type PostMessageDeps, postMessage } from "./post-message.ts";
import { type SearchMessagesDeps, searchMessages } from "./search-messages.ts";
import { type SendHeartsDeps, sendHearts } from "./send-hearts.ts";

interface ChatCommands extends PostMessageDeps, SendHeartsDeps {
  shows: PostMessageDeps["shows"];
  takeHearts(userId: string): Promise<Refusal | null>;
}

export const chatCommands = (deps: ChatCommands): Pick<CommandHandlers, "chat:post" | "heart:send"> => ({
  async "chat:post"({ viewer, input }) {
    if (!viewer) return refuse("SIGN_IN_REQUIRED");
    return postMessage(deps, { id: viewer.id, displayName: viewer.displayName }, input);
  },

  async "heart:send"({ viewer, input }) {
    if (!viewer) return refuse("SIGN_IN_REQUIRED");
    const tooMany = await deps.takeHearts(viewer.id);
    return tooMany ? { ok: false, error: tooMany } : sendHearts(deps, viewer, input);
  },
});

interface ChatEdge extends PinMessageDeps, EditEmotesDeps, EditMacrosDeps, SearchMessagesDeps {
  shows: PinMessageDeps["shows"] & SearchMessagesDeps["shows"];
  messages: PinMessageDeps["messages"];
  requireRole: RequireRole;
  limits: Limits;
  transact: PinMessageDeps["transact"];
  audit: PinMessageDeps["audit"];
}

type ChatCalls =
  | "searchMessages"
  | "pinMessage"
  | "unpinMessage"
  | "listEmotes"
  | "addEmote"
  | "removeEmote"
  | "listMacros"
  | "saveMacro"
  | "removeMacro";

export const chatEdge = (deps: ChatEdge): Pick<Handlers, ChatCalls> => {
  const { requireRole, limits, emotes, macros } = deps;
  return {
    searchMessages: ({ viewer, params, query }) => searchMessages(deps, viewer, params.shopId, query),
    pinMessage: ({ viewer, params, body }) => pinMessage(deps, viewer, { ...params, ...body }),
    unpinMessage: ({ viewer, params }) => unpinMessage(deps, viewer, params.showId),

    listEmotes: async ({ params }) => ok({ items: await emotes.ofShop(params.shopId) }),

    async addEmote({ viewer, params: { shopId, code }, file }) {
      const tooMany = await limits.take("upload", viewer.id);
      if (tooMany) return { ok: false, error: tooMany };
      const role = await requireRole(shopId, viewer, "emote:edit");
      if (!role.ok) return role;
      if (!file) return refuse("IMAGE_MISSING", { path: "file" });
      return addEmote(deps, { shopId, actorId: viewer.id, code, upload: file.bytes });
    },

    async removeEmote({ viewer, params: { shopId, code } }) {
      const role = await requireRole(shopId, viewer, "emote:edit");
      return role.ok ? removeEmote(deps, { shopId, actorId: viewer.id, code }) : role;
    },

    async listMacros({ viewer, params: { shopId } }) {
      const role = await requireRole(shopId, viewer, "chat:moderate");
      return role.ok ? ok({ items: await macros.ofShop(shopId) }) : role;
    },

    async saveMacro({ viewer, params: { shopId, name }, body: { text } }) {
      const role = await requireRole(shopId, viewer, "chat:moderate");
      return role.ok ? saveMacro(deps, { shopId, actorId: viewer.id, macro: { name, text } }) : role;
    },

    async removeMacro({ viewer, params: { shopId, name } }) {
      const role = await requireRole(shopId, viewer, "chat:moderate");
      return role.ok ? removeMacro(deps, { shopId, actorId: viewer.id, name }) : role;
    },
  };
};
