import { ok, refuse, type ShopCard, type Show } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import type { Clock } from "../kit/clock.ts";
import type { Transact } from "../kit/mongo.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { StockStore } from "../stock/stock.store.ts";
import type { CatalogStore } from "./catalog.store.ts";
import { createProduct } from "./create-product.ts";
import { editProduct } from "./edit-product.ts";
import type { ImageFiles } from "./image-files.ts";
import type { ImageStore } from "./images.store.ts";
import { requireProduct } from "./require-product.ts";
import { uploadImage } from "./upload-image.ts";

interface CatalogEdge {
  catalog: CatalogStore;
  images: ImageStore;
  imageFiles: ImageFiles;
  stock: StockStore;
  audit: AuditStore;
  transact: Transact;
  clock: Clock;
  limits: Limits;
  requireRole: RequireRole;
  isVariantInDrop(variantId: string): Promise<boolean>;
  shopCards(ids: string[]): Promise<Map<string, ShopCard>>;
  showsOf(shopId: string): Promise<Show[]>;
}

type CatalogCalls = "uploadImage" | "listProducts" | "createProduct" | "readProduct" | "editProduct";

export const catalogEdge = (deps: CatalogEdge): Pick<Handlers, CatalogCalls> => {
  const { catalog, limits, requireRole } = deps;
  return {
    async uploadImage({ params: { shopId }, viewer, file }) {
      const tooMany = await limits.take("upload", viewer.id);
      if (tooMany) return { ok: false, error: tooMany };
      const role = await requireRole(shopId, viewer, "catalog:edit");
      if (!role.ok) return role;
      if (!file) return refuse("IMAGE_MISSING", { path: "file" });
      return uploadImage(deps, { shopId, actorId: viewer.id, upload: file.bytes });
    },

    async listProducts({ params: { shopId }, viewer }) {
      const role = await requireRole(shopId, viewer, "catalog:edit");
      return role.ok ? ok({ items: await catalog.ofShop(shopId, { archived: "with" }) }) : role;
    },

    async createProduct({ params: { shopId }, viewer, body }) {
      const role = await requireRole(shopId, viewer, "catalog:edit");
      return role.ok ? createProduct(deps, { shopId, actorId: viewer.id, form: body }) : role;
    },

    async readProduct({ params, viewer }) {
      const found = await catalog.find(params.productId);
      const product =
        found && !found.archived
          ? ok(found)
          : await requireProduct(requireRole, found, viewer, "catalog:edit");
      if (!product.ok) return product;
      const { shopId } = product.data;
      const [shops, shows] = await Promise.all([deps.shopCards([shopId]), deps.showsOf(shopId)]);
      const shop = shops.get(shopId);
      return shop ? ok({ product: product.data, shop, shows }) : refuse("NOT_FOUND");
    },

    async editProduct({ params, viewer, body }) {
      const found = await catalog.find(params.productId);
      const product = await requireProduct(requireRole, found, viewer, "catalog:edit");
      return product.ok
        ? editProduct(deps, { product: product.data, actorId: viewer.id, form: body })
        : product;
    },
  };
};
