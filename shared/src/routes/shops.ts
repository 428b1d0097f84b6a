import { z } from "zod";
import { Product } from "../catalog.ts";
import { ChangeRole, HandOverShop } from "../invitations.ts";
import { EditShop, Handle, Member, OpenShop, Shop } from "../shops.ts";
import { Show } from "../shows.ts";
import { Done, ids, list, route } from "./parts.ts";

export const ShopPage = z.object({ shop: Shop, products: z.array(Product), shows: z.array(Show) });
export type ShopPage = z.infer<typeof ShopPage>;

/** Shops and their teams. */
export const shopRoutes = {
  openShop: route({
    method: "POST",
    path: "/api/shops",
    summary: "Open a shop",
    access: "signed-in",
    body: OpenShop,
    answer: Shop,
    refusals: ["HANDLE_TAKEN", "SHOP_ALREADY_OPEN"],
  }),
  readShopPage: route({
    method: "GET",
    path: "/api/shops/by-handle/:handle",
    summary: "A shop with its products and shows",
    access: "public",
    params: z.strictObject({ handle: Handle }),
    answer: ShopPage,
    refusals: ["NOT_FOUND"],
  }),
  editShop: route({
    method: "PATCH",
    path: "/api/shops/:shopId",
    summary: "Change a shop's name, text or picture",
    access: "signed-in",
    params: ids("shopId"),
    body: EditShop,
    answer: Shop,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  listMembers: route({
    method: "GET",
    path: "/api/shops/:shopId/members",
    summary: "The shop's team",
    access: "signed-in",
    params: ids("shopId"),
    answer: list(Member),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  changeRole: route({
    method: "PATCH",
    path: "/api/shops/:shopId/members/:userId",
    summary: "Give somebody on the team another role",
    access: "signed-in",
    params: ids("shopId", "userId"),
    body: ChangeRole,
    answer: Member,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "OWNER_CANNOT_LEAVE"],
  }),
  removeMember: route({
    method: "DELETE",
    path: "/api/shops/:shopId/members/:userId",
    summary: "Take somebody's role away",
    access: "signed-in",
    params: ids("shopId", "userId"),
    answer: Done,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "OWNER_CANNOT_LEAVE"],
  }),
  handOverShop: route({
    method: "PUT",
    path: "/api/shops/:shopId/owner",
    summary: "Make one of the shop's managers its owner; I am one of its managers then",
    access: "signed-in",
    params: ids("shopId"),
    body: HandOverShop,
    answer: Member,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "WRONG_PASSWORD", "NOT_A_MANAGER", "OWNS_ANOTHER_SHOP"],
  }),
} as const;
