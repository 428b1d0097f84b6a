import { ok, refuse } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import type { Clock } from "../kit/clock.ts";
import type { Transact } from "../kit/mongo.ts";
import type { StockStore } from "../stock/stock.store.ts";
import type { CatalogStore } from "./catalog.store.ts";
import { createProduct } from "./create-product.ts";
import { editProduct } from "./edit-product.ts";
import type { ImageFiles } from "./image-files.ts";
import type { ImageStore } from "./images.store.ts";
import { listSimilar } from "./list-similar.ts";
import { type ReadProductDeps, readProduct } from "./read-product.ts";
import { requireProduct } from "./require-product.ts";
import { uploadImage } from "./upload-image.ts";

interface CatalogEdge extends Omit<ReadProductDeps, "catalog"> {
  catalog: CatalogStore;
  images: ImageStore;
  imageFiles: ImageFiles;
  stock: StockStore;
  audit: AuditStore;
  transact: Transact;
  clock: Clock;
  limits: Limits;
  isVariantInDrop(variantId: string): Promise<boolean>;
}

type CatalogCalls =
  | "uploadImage"
  | "listProducts"
  | "createProduct"
  | "readProduct"
  | "listSimilar"
  | "editProduct";

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

    readProduct: ({ params, viewer }) => readProduct(deps, viewer, params.productId),
    listSimilar: ({ params }) => listSimilar(deps, params.productId),

    async editProduct({ params, viewer, body }) {
      const found = await catalog.find(params.productId);
      const product = await requireProduct(requireRole, found, viewer, "catalog:edit");
      return product.ok
        ? editProduct(deps, { product: product.data, actorId: viewer.id, form: body })
        : product;
    },
  };
};
