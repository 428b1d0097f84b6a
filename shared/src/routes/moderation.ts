import { Ban, BanPerson } from "../shops.ts";
import { Done, ids, list, route } from "./parts.ts";

/** What a shop's team does about chat and people. */
export const moderationRoutes = {
  deleteMessage: route({
    method: "DELETE",
    path: "/api/shows/:showId/messages/:messageId",
    summary: "Take a chat message away, everywhere and for good",
    access: "signed-in",
    params: ids("showId", "messageId"),
    answer: Done,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  listBans: route({
    method: "GET",
    path: "/api/shops/:shopId/bans",
    summary: "Who is banned from the shop's shows",
    access: "signed-in",
    params: ids("shopId"),
    answer: list(Ban),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  banPerson: route({
    method: "POST",
    path: "/api/shops/:shopId/bans",
    summary: "Ban somebody from the shop's shows: chat, video and sockets, at once everywhere",
    access: "signed-in",
    params: ids("shopId"),
    body: BanPerson,
    answer: Ban,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  unbanPerson: route({
    method: "DELETE",
    path: "/api/shops/:shopId/bans/:userId",
    summary: "Let somebody back in",
    access: "signed-in",
    params: ids("shopId", "userId"),
    answer: Done,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
} as const;
