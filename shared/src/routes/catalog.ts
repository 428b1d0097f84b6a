import { z } from "zod";
import { CreateProduct, EditProduct, Image, MoveStock, Product, StockEntry, Variant } from "../catalog.ts";
import { Moment } from "../ids.ts";
import { Money } from "../money.ts";
import { Country } from "../postal-addresses.ts";
import { ShopCard } from "../shops.ts";
import { Show } from "../shows.ts";
import { ids, list, Page, route } from "./parts.ts";

/** How a product comes to its buyer, as far as that is known before anybody says where they live. */
export const DeliverySummary = z.object({
  /** Countries that parcels go to; null: everywhere. */
  countries: z.array(Country).nullable(),
  /** What the cheapest way costs for one unit, in the product's currency; null: free of charge, or in another currency. */
  from: Money.nullable(),
  /** Orders worth at least this much are sent free of charge by some way; null: none is, or all are. */
  freeOver: Money.nullable(),
  free: z.boolean(),
  /** Where it can be picked up. */
  places: z.array(z.string()),
});
export type DeliverySummary = z.infer<typeof DeliverySummary>;

/** A show in which a product was brought to the front, and when it first was. */
export const Showing = z.object({ show: Show, at: Moment });
export type Showing = z.infer<typeof Showing>;

/** Everything a product's page shows but its reviews. */
export const ProductPage = z.object({
  product: Product,
  shop: ShopCard,
  shows: z.array(Show),
  delivery: DeliverySummary,
  shownIn: z.array(Showing),
  /** Others of the shop, those that can be bought first. */
  more: z.array(Product),
});
export type ProductPage = z.infer<typeof ProductPage>;

/** Products, pictures and stock. */
export const catalogRoutes = {
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
    summary: "One product, with its shop and where it can be bought",
    access: "public",
    params: ids("productId"),
    answer: ProductPage,
    refusals: ["NOT_FOUND"],
  }),
  listSimilar: route({
    method: "GET",
    path: "/api/products/:productId/similar",
    summary: "Up to three other products of the same shop that can be had now, nearest in price first",
    access: "public",
    params: ids("productId"),
    answer: list(Product),
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
} as const;
