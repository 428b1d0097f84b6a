import { z } from "zod";
import { CreateProduct, EditProduct, Image, MoveStock, Product, StockEntry, Variant } from "../catalog.ts";
import { ShopCard } from "../shops.ts";
import { Show } from "../shows.ts";
import { ids, list, Page, route } from "./parts.ts";

/** Everything a product's page shows. */
export const ProductPage = z.object({ product: Product, shop: ShopCard, shows: z.array(Show) });
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
