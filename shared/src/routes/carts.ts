import { AddToCart, Cart, SetCartLine } from "../carts.ts";
import { ids, route } from "./parts.ts";

/** The cart that a customer has in a shop. */
export const cartRoutes = {
  readCart: route({
    method: "GET",
    path: "/api/shops/:shopId/cart",
    summary: "My cart in a shop, with the running holds; empty for somebody who has none",
    access: "public",
    params: ids("shopId"),
    answer: Cart,
    refusals: ["NOT_FOUND", "SALES_PAUSED"],
  }),
  addToCart: route({
    method: "POST",
    path: "/api/shops/:shopId/cart/lines",
    summary:
      "Put units of a variant into my cart, as many as there are; somebody without an account becomes a guest",
    access: "public",
    params: ids("shopId"),
    body: AddToCart,
    answer: Cart,
    refusals: ["NOT_FOUND", "SOLD_OUT", "CART_FULL", "MIXED_CURRENCIES", "SALES_PAUSED"],
    idempotent: true,
  }),
  setCartLine: route({
    method: "PUT",
    path: "/api/shops/:shopId/cart/lines/:variantId",
    summary: "Say how many of a variant I want; as many as there are",
    access: "customer",
    params: ids("shopId", "variantId"),
    body: SetCartLine,
    answer: Cart,
    refusals: ["NOT_FOUND", "SOLD_OUT", "SALES_PAUSED"],
  }),
  removeCartLine: route({
    method: "DELETE",
    path: "/api/shops/:shopId/cart/lines/:variantId",
    summary: "Take a variant out of my cart; again changes nothing",
    access: "customer",
    params: ids("shopId", "variantId"),
    answer: Cart,
    refusals: ["NOT_FOUND", "SALES_PAUSED"],
  }),
} as const;
