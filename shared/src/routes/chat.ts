import { z } from "zod";
import { FoundMessage, PinnedMessage } from "../chat.ts";
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
} as const;
