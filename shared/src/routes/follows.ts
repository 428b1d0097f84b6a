import { z } from "zod";
import { FollowedShop, FollowFrom, Following, FollowKind } from "../follows.ts";
import { Id } from "../ids.ts";
import { Done, ids, list, route } from "./parts.ts";

const subject = z.strictObject({ kind: FollowKind, id: Id });

/** Shops, shows and drops that people follow. */
export const followRoutes = {
  readFollowing: route({
    method: "GET",
    path: "/api/me/following",
    summary: "What I follow: shops, saved shows and wished drops",
    access: "signed-in",
    answer: Following,
  }),
  follow: route({
    method: "PUT",
    path: "/api/me/following/:kind/:id",
    summary: "Follow a shop, save a show or wish for a drop; again it answers the same",
    access: "signed-in",
    params: subject,
    body: FollowFrom,
    answer: Done,
    refusals: ["NOT_FOUND", "FOLLOWS_FULL", "NOTHING_TO_COME"],
  }),
  unfollow: route({
    method: "DELETE",
    path: "/api/me/following/:kind/:id",
    summary: "Follow it no longer; nothing of it is kept",
    access: "signed-in",
    params: subject,
    answer: Done,
  }),
  listFollowedShops: route({
    method: "GET",
    path: "/api/me/following/shops",
    summary: "The shops that I follow, newest first",
    access: "signed-in",
    answer: list(FollowedShop),
  }),
  countFollowers: route({
    method: "GET",
    path: "/api/shops/:shopId/followers",
    summary: "How many follow the shop, for its team",
    access: "signed-in",
    params: ids("shopId"),
    answer: z.object({ followers: z.int().nonnegative() }),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
} as const;
