import { z } from "zod";
import { Emote, EmoteCode, FoundMessage, Macro, MacroName, PinnedMessage, SaveMacro } from "../chat.ts";
import { Id, Moment } from "../ids.ts";
import { Done, ids, list, Page, route } from "./parts.ts";

const Words = z.string().trim().min(1).max(100);

/** The chat, but for posting to it, which goes over the socket. */
export const chatRoutes = {
  searchMessages: route({
    method: "GET",
    path: "/api/shops/:shopId/messages",
    summary: "What was said in the shop's shows, newest first, for its team; deleted messages are marked",
    access: "signed-in",
    params: ids("shopId"),
    query: Page.extend({
      /** Part of the text. */
      text: Words.optional(),
      /** Part of the author's name. */
      person: Words.optional(),
      authorId: Id.optional(),
      showId: Id.optional(),
      from: Moment.optional(),
      to: Moment.optional(),
    }),
    answer: list(FoundMessage),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  pinMessage: route({
    method: "PUT",
    path: "/api/shows/:showId/pinned-message",
    summary: "Keep a message on top of the chat, in place of the one before",
    access: "signed-in",
    params: ids("showId"),
    body: z.strictObject({ messageId: Id }),
    answer: PinnedMessage,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  unpinMessage: route({
    method: "DELETE",
    path: "/api/shows/:showId/pinned-message",
    summary: "Take the pinned message down",
    access: "signed-in",
    params: ids("showId"),
    answer: Done,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
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
  listMacros: route({
    method: "GET",
    path: "/api/shops/:shopId/macros",
    summary: "The team's saved texts",
    access: "signed-in",
    params: ids("shopId"),
    answer: list(Macro),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  saveMacro: route({
    method: "PUT",
    path: "/api/shops/:shopId/macros/:name",
    summary: "Save a text under a name, in place of the one before",
    access: "signed-in",
    params: z.strictObject({ shopId: Id, name: MacroName }),
    body: SaveMacro,
    answer: Macro,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "TOO_MANY_MACROS"],
  }),
  removeMacro: route({
    method: "DELETE",
    path: "/api/shops/:shopId/macros/:name",
    summary: "Delete a saved text",
    access: "signed-in",
    params: z.strictObject({ shopId: Id, name: MacroName }),
    answer: Done,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
} as const;
