import { z } from "zod";
import { Emote, EmoteCode } from "../chat.ts";
import { Id } from "../ids.ts";
import { Done, ids, list, route } from "./parts.ts";

/** Pictures of a shop's own that its chat may show. */
export const emoteRoutes = {
  listEmotes: route({
    method: "GET",
    path: "/api/shops/:shopId/emotes",
    summary: "The shop's own emotes",
    access: "public",
    params: ids("shopId"),
    answer: list(Emote),
  }),
  addEmote: route({
    method: "POST",
    path: "/api/shops/:shopId/emotes/:code",
    summary: "Add an emote; the picture is re-encoded",
    access: "signed-in",
    params: z.strictObject({ shopId: Id, code: EmoteCode }),
    upload: true,
    answer: Emote,
    refusals: [
      "NOT_FOUND",
      "NOT_ALLOWED",
      "EMOTE_CODE_TAKEN",
      "TOO_MANY_EMOTES",
      "IMAGE_TOO_LARGE",
      "IMAGE_UNSUPPORTED",
      "IMAGE_MISSING",
    ],
  }),
  removeEmote: route({
    method: "DELETE",
    path: "/api/shops/:shopId/emotes/:code",
    summary: "Take an emote away; messages that show it keep it",
    access: "signed-in",
    params: z.strictObject({ shopId: Id, code: EmoteCode }),
    answer: Done,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
} as const;
