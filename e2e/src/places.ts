import type { World } from "./world.ts";

/** A page: its address in client/src/app/pages.tsx, where it is in the world that is looked at, and who looks. */
export type Place = { route: string; path: (world: World) => string; who: Who };
export type Who = "nobody" | "buyer" | "seller" | "operator";

const place = (route: string, who: Who, path: Place["path"] = () => route): Place => ({ route, path, who });

/** Every page, one line each: whoever adds a page adds it here, and it is looked at in all its looks. */
export const places: readonly Place[] = [
  place("/", "nobody"),
  place("/search", "nobody", () => "/search?q=cup"),
  place("/sign-in", "nobody"),
  place("/sign-up", "nobody"),
  place("/products/:productId", "nobody", ({ sale }) => `/products/${sale.product.id}`),
  place("/:handle", "nobody", ({ sale }) => `/@${sale.shop.handle}`),
  place("/shows/:showId", "nobody", ({ sale }) => `/shows/${sale.show.id}`),
  place("/invitation", "nobody", ({ invitation }) => `/invitation#${invitation}`),
  place("/embed/:handle", "nobody", ({ sale }) => `/embed/@${sale.shop.handle}`),
  place("/orders", "buyer"),
  place("/orders/:orderId", "buyer", ({ orderId }) => `/orders/${orderId}`),
  place("/account", "buyer"),
  place("/account/profile", "buyer"),
  place("/account/security", "buyer"),
  place("/account/notifications", "buyer"),
  place("/account/addresses", "buyer"),
  place("/account/cards", "buyer"),
  place("/account/data", "buyer"),
  place("/operate", "operator"),
  place("/operate/shows", "operator"),
  place("/operate/nodes", "operator"),
  place("/operate/jobs", "operator"),
  place("/operate/reviews", "operator"),
  place("/operate/audit", "operator"),
  place("/operate/accounts", "operator"),
  place("/operate/accounts/:userId", "operator", ({ buyer }) => `/operate/accounts/${buyer.id}`),
  place("/studio", "seller"),
  place("/studio/products", "seller"),
  place("/studio/products/new", "seller"),
  place("/studio/products/:productId", "seller", ({ sale }) => `/studio/products/${sale.product.id}`),
  place("/studio/shows", "seller"),
  place("/studio/orders", "seller"),
  place("/studio/payouts", "seller"),
  place("/studio/orders/webhook", "seller"),
  place("/studio/print", "seller", ({ orderId }) => `/studio/print?orders=${orderId}`),
  place("/studio/pickup", "seller"),
  place("/studio/discounts", "seller"),
  place("/studio/shipping", "seller"),
  place("/studio/chat", "seller"),
  place("/studio/automod", "seller"),
  place("/studio/team", "seller"),
  place("/studio/moderation", "seller"),
  place("/studio/reports", "seller"),
  place("/studio/embed", "seller"),
  place("/studio/shows/:showId/rehearsal", "seller", ({ sale }) => `/studio/shows/${sale.show.id}/rehearsal`),
  place("/studio/shows/:showId/report", "seller", ({ sale }) => `/studio/shows/${sale.show.id}/report`),
  place("/studio/shows/:showId", "seller", ({ sale }) => `/studio/shows/${sale.show.id}`),
  place("/studio/shows/:showId/moderate", "seller", ({ sale }) => `/studio/shows/${sale.show.id}/moderate`),
  place("/*", "nobody", () => "/nothing/is/here"),
];

/** Pages that only a journey reaches, and the spec that looks at them on its way. */
export const onAJourney: Readonly<Record<string, string>> = {
  // A second screen lets nobody in without the code that a studio shows.
  "/screen": "rehearsal.spec.ts",
  "/clips/:clipId": "discover.spec.ts",
  "/unsubscribe/:token": "follow.spec.ts",
};
