import { z } from "zod";
import { CreateProduct, EditProduct, Image, MoveStock, Product, StockEntry, Variant } from "./catalog.ts";
import { CreateDrop, Drop, Hold, PlaceHold } from "./drops.ts";
import { Id, Moment } from "./ids.ts";
import { Currency, currencies } from "./money.ts";
import { Checkout, OpenCheckout, Order, ShowSummary } from "./orders.ts";
import { Me, SignIn, SignUp } from "./people.ts";
import type { Access, Route } from "./route.ts";
import { AddMember, Ban, BanPerson, EditShop, Handle, Member, OpenShop, Shop } from "./shops.ts";
import { EditShow, Pins, ScheduleShow, SetPins, Show, ShowStatus } from "./shows.ts";

const nothing = z.strictObject({});
const none = z.undefined();
/** The answer of a call that has nothing to tell. */
const Done = z.object({ done: z.literal(true) });
const ids = <K extends string>(...names: K[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, Id])) as Record<K, typeof Id>);
const list = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });
/** Newest first; `before` is the last id of the page before. */
const Page = z.strictObject({
  before: Id.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

type Given<P, Q, B, A, X> = Pick<Route, "method" | "path" | "summary"> &
  Partial<Pick<Route, "refusals" | "idempotent" | "upload">> & {
    access: X;
    params?: P;
    query?: Q;
    body?: B;
    answer: A;
  };

/** Fills in what most calls do without. */
function route<
  A extends z.ZodType,
  X extends Access,
  P extends z.ZodObject = typeof nothing,
  Q extends z.ZodObject = typeof nothing,
  B extends z.ZodType = typeof none,
>(given: Given<P, Q, B, A, X>): Route<P, Q, B, A, X>;
function route(given: Given<z.ZodObject, z.ZodObject, z.ZodType, z.ZodType, Access>): Route {
  return {
    params: nothing,
    query: nothing,
    body: none,
    refusals: [],
    idempotent: false,
    upload: false,
    ...given,
  };
}

/** Which payment form the page shows, and with what it reaches the provider. */
export const ClientConfig = z.object({
  payments: z.discriminatedUnion("provider", [
    z.object({ provider: z.literal("stripe"), publishableKey: z.string() }),
    /** The local stand-in for Stripe: a plain test-card form that speaks to `apiUrl`. */
    z.object({ provider: z.literal("simulator"), publishableKey: z.string(), apiUrl: z.url() }),
  ]),
  currencies: z.array(Currency).default([...currencies]),
});
export type ClientConfig = z.infer<typeof ClientConfig>;

/** A pass to a show's media: where to connect, with what, for how long. */
export const Admission = z.object({
  url: z.url(),
  token: z.string(),
  role: z.enum(["host", "guest", "viewer"]),
  expiresAt: Moment,
});
export type Admission = z.infer<typeof Admission>;

export const ShopPage = z.object({ shop: Shop, products: z.array(Product), shows: z.array(Show) });
export type ShopPage = z.infer<typeof ShopPage>;

export const routes = {
  readConfig: route({
    method: "GET",
    path: "/api/config",
    summary: "What a client must know before it shows anything",
    access: "public",
    answer: ClientConfig,
  }),

  // People
  signUp: route({
    method: "POST",
    path: "/api/users",
    summary: "Create an account and sign in",
    access: "public",
    body: SignUp,
    answer: Me,
    refusals: ["EMAIL_TAKEN", "PASSWORD_TOO_COMMON"],
  }),
  signIn: route({
    method: "POST",
    path: "/api/sessions",
    summary: "Sign in",
    access: "public",
    body: SignIn,
    answer: Me,
    refusals: ["WRONG_CREDENTIALS"],
  }),
  signOut: route({
    method: "DELETE",
    path: "/api/sessions/current",
    summary: "Sign out",
    access: "public",
    answer: Done,
  }),
  readMe: route({
    method: "GET",
    path: "/api/me",
    summary: "Who is signed in, or null",
    access: "public",
    answer: z.object({ me: Me.nullable() }),
  }),

  // Shops
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
  addMember: route({
    method: "POST",
    path: "/api/shops/:shopId/members",
    summary: "Give somebody a role in the shop",
    access: "signed-in",
    params: ids("shopId"),
    body: AddMember,
    answer: Member,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "MEMBER_NOT_FOUND", "ALREADY_MEMBER"],
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

  // Catalogue and stock
  uploadImage: route({
    method: "POST",
    path: "/api/shops/:shopId/images",
    summary: "Upload a picture; it is re-encoded",
    access: "signed-in",
    params: ids("shopId"),
    upload: true,
    answer: Image,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "IMAGE_TOO_LARGE", "IMAGE_UNSUPPORTED", "IMAGE_MISSING"],
  }),
  listProducts: route({
    method: "GET",
    path: "/api/shops/:shopId/products",
    summary: "All products of a shop, archived ones too, for its team",
    access: "signed-in",
    params: ids("shopId"),
    answer: list(Product),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  createProduct: route({
    method: "POST",
    path: "/api/shops/:shopId/products",
    summary: "Add a product with its variants and first stock",
    access: "signed-in",
    params: ids("shopId"),
    body: CreateProduct,
    answer: Product,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "CURRENCY_MISMATCH"],
  }),
  readProduct: route({
    method: "GET",
    path: "/api/products/:productId",
    summary: "One product",
    access: "public",
    params: ids("productId"),
    answer: Product,
    refusals: ["NOT_FOUND"],
  }),
  editProduct: route({
    method: "PATCH",
    path: "/api/products/:productId",
    summary: "Change a product",
    access: "signed-in",
    params: ids("productId"),
    body: EditProduct,
    answer: Product,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "CURRENCY_MISMATCH", "VARIANT_IN_USE"],
  }),
  moveStock: route({
    method: "POST",
    path: "/api/variants/:variantId/stock",
    summary: "Receive or correct stock, with a reason",
    access: "signed-in",
    params: ids("variantId"),
    body: MoveStock,
    answer: Variant,
    refusals: [
      "NOT_FOUND",
      "NOT_ALLOWED",
      "STOCK_TOO_LOW",
      "IDEMPOTENCY_KEY_MISSING",
      "IDEMPOTENCY_KEY_REUSED",
    ],
    idempotent: true,
  }),
  listStockEntries: route({
    method: "GET",
    path: "/api/variants/:variantId/stock",
    summary: "A variant's stock ledger, newest first",
    access: "signed-in",
    params: ids("variantId"),
    query: Page,
    answer: list(StockEntry),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),

  // Shows
  listShows: route({
    method: "GET",
    path: "/api/shows",
    summary: "Live shows first, then upcoming ones by start, then ended ones",
    access: "public",
    query: z.strictObject({
      status: ShowStatus.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    answer: list(Show),
  }),
  scheduleShow: route({
    method: "POST",
    path: "/api/shops/:shopId/shows",
    summary: "Schedule a show",
    access: "signed-in",
    params: ids("shopId"),
    body: ScheduleShow,
    answer: Show,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_STARTS_IN_PAST"],
  }),
  readShow: route({
    method: "GET",
    path: "/api/shows/:showId",
    summary: "One show",
    access: "public",
    params: ids("showId"),
    answer: Show,
    refusals: ["NOT_FOUND"],
  }),
  editShow: route({
    method: "PATCH",
    path: "/api/shows/:showId",
    summary: "Change a show; its start only while it is scheduled",
    access: "signed-in",
    params: ids("showId"),
    body: EditShow,
    answer: Show,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_STARTS_IN_PAST", "SHOW_ENDED"],
  }),
  startShow: route({
    method: "POST",
    path: "/api/shows/:showId/start",
    summary: "Go live",
    access: "signed-in",
    params: ids("showId"),
    answer: Show,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_ALREADY_LIVE", "SHOW_NOT_STARTABLE"],
  }),
  endShow: route({
    method: "POST",
    path: "/api/shows/:showId/end",
    summary: "End a live show; its open drops close",
    access: "signed-in",
    params: ids("showId"),
    answer: Show,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_NOT_LIVE"],
  }),
  cancelShow: route({
    method: "POST",
    path: "/api/shows/:showId/cancel",
    summary: "Cancel a scheduled show",
    access: "signed-in",
    params: ids("showId"),
    answer: Show,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_NOT_STARTABLE"],
  }),
  admitToShow: route({
    method: "POST",
    path: "/api/shows/:showId/admission",
    summary:
      "A short-lived pass to the show's media, as host for the shop's owner and managers who ask for it, else as viewer",
    access: "public",
    params: ids("showId"),
    body: z.strictObject({ as: z.enum(["host", "viewer"]) }),
    answer: Admission,
    refusals: [
      "NOT_FOUND",
      "SIGN_IN_REQUIRED",
      "NOT_ALLOWED",
      "BANNED",
      "SHOW_NOT_LIVE",
      "SHOW_ENDED",
      "MEDIA_UNAVAILABLE",
    ],
  }),
  setPins: route({
    method: "PUT",
    path: "/api/shows/:showId/pins",
    summary: "Choose the products that lie over the video",
    access: "signed-in",
    params: ids("showId"),
    body: SetPins,
    answer: Pins,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "PRODUCT_NOT_IN_SHOP", "SHOW_ENDED"],
  }),
  readShowSummary: route({
    method: "GET",
    path: "/api/shows/:showId/summary",
    summary: "What a show sold; revenue for the shop's owner and managers alone",
    access: "public",
    params: ids("showId"),
    answer: ShowSummary,
    refusals: ["NOT_FOUND"],
  }),

  // Moderation
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

  // Drops and holds
  createDrop: route({
    method: "POST",
    path: "/api/shows/:showId/drops",
    summary: "Put units of a variant into a drop",
    access: "signed-in",
    params: ids("showId"),
    body: CreateDrop,
    answer: Drop,
    refusals: [
      "NOT_FOUND",
      "NOT_ALLOWED",
      "PRODUCT_NOT_IN_SHOP",
      "CURRENCY_MISMATCH",
      "STOCK_TOO_LOW",
      "SHOW_ENDED",
    ],
    idempotent: true,
  }),
  listDrops: route({
    method: "GET",
    path: "/api/shows/:showId/drops",
    summary: "The show's drops with their stock",
    access: "public",
    params: ids("showId"),
    answer: list(Drop),
    refusals: ["NOT_FOUND"],
  }),
  openDrop: route({
    method: "POST",
    path: "/api/drops/:dropId/open",
    summary: "Open a scheduled drop now",
    access: "signed-in",
    params: ids("dropId"),
    answer: Drop,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "DROP_NOT_OPENABLE", "SHOW_NOT_LIVE"],
  }),
  closeDrop: route({
    method: "POST",
    path: "/api/drops/:dropId/close",
    summary: "Close a drop; unsold units go back to the variant's stock",
    access: "signed-in",
    params: ids("dropId"),
    answer: Drop,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "DROP_CLOSED"],
  }),
  placeHold: route({
    method: "POST",
    path: "/api/drops/:dropId/holds",
    summary: "Reserve units for a short while",
    access: "signed-in",
    params: ids("dropId"),
    body: PlaceHold,
    answer: Hold,
    refusals: [
      "NOT_FOUND",
      "BANNED",
      "DROP_NOT_OPEN",
      "DROP_CLOSED",
      "DROP_ALL_HELD",
      "DROP_SOLD_OUT",
      "STOCK_TOO_LOW",
      "OVER_LIMIT",
      "SALES_PAUSED",
      "IDEMPOTENCY_KEY_MISSING",
      "IDEMPOTENCY_KEY_REUSED",
    ],
    idempotent: true,
  }),
  listMyHolds: route({
    method: "GET",
    path: "/api/shows/:showId/holds/mine",
    summary: "My holds in a show that have not ended",
    access: "signed-in",
    params: ids("showId"),
    answer: list(Hold),
    refusals: ["NOT_FOUND", "SALES_PAUSED"],
  }),
  releaseHold: route({
    method: "DELETE",
    path: "/api/holds/:holdId",
    summary: "Give the units back",
    access: "signed-in",
    params: ids("holdId"),
    answer: Hold,
    refusals: ["NOT_FOUND", "HOLD_ENDED", "SALES_PAUSED", "ORDER_ALREADY_PAID", "PAYMENT_UNAVAILABLE"],
  }),

  // Checkout and orders
  openCheckout: route({
    method: "POST",
    path: "/api/holds/:holdId/checkout",
    summary: "Turn a hold into an order to pay; again gives the same order with the new address",
    access: "signed-in",
    params: ids("holdId"),
    body: OpenCheckout,
    answer: Checkout,
    refusals: [
      "NOT_FOUND",
      "HOLD_EXPIRED",
      "HOLD_ENDED",
      "ORDER_ALREADY_PAID",
      "ORDER_NOT_PAYABLE",
      "PAYMENT_UNAVAILABLE",
      "SALES_PAUSED",
    ],
  }),
  confirmPayment: route({
    method: "POST",
    path: "/api/orders/:orderId/confirmation",
    summary: "Ask the payment provider now how the payment stands, instead of waiting for its webhook",
    access: "signed-in",
    params: ids("orderId"),
    answer: Order,
    refusals: ["NOT_FOUND", "PAYMENT_UNAVAILABLE"],
  }),
  listMyOrders: route({
    method: "GET",
    path: "/api/orders",
    summary: "My orders, newest first; those that were never paid are left out",
    access: "signed-in",
    query: Page,
    answer: list(Order),
  }),
  readOrder: route({
    method: "GET",
    path: "/api/orders/:orderId",
    summary: "One order, for its buyer and the shop's owner and managers",
    access: "signed-in",
    params: ids("orderId"),
    answer: Order,
    refusals: ["NOT_FOUND"],
  }),
  listShopOrders: route({
    method: "GET",
    path: "/api/shops/:shopId/orders",
    summary: "The shop's paid and refunded orders, newest first, for its owner and managers",
    access: "signed-in",
    params: ids("shopId"),
    query: Page,
    answer: list(Order),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
} as const;

export type Routes = typeof routes;
