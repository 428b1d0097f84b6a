import { type CreateProduct, ok, type Product, type Result, refuse } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Clock } from "../kit/clock.ts";
import { Fault } from "../kit/errors.ts";
import type { Transact } from "../kit/mongo.ts";
import type { StockStore } from "../stock/stock.store.ts";
import { type CatalogStore, newVariantId } from "./catalog.store.ts";
import type { ImageStore } from "./images.store.ts";
import { pickImages } from "./pick-images.ts";

interface Deps {
  catalog: CatalogStore;
  images: ImageStore;
  stock: Pick<StockStore, "open">;
  audit: AuditStore;
  transact: Transact;
  clock: Clock;
}

/** Adds a product with its variants, each with the first units of its ledger. */
export const createProduct = async (
  { catalog, images, stock, audit, transact, clock }: Deps,
  { shopId, actorId, form }: { shopId: string; actorId: string; form: CreateProduct },
): Promise<Result<Product>> => {
  const foreign = form.variants.findIndex(({ price }) => price.currency !== form.currency);
  if (foreign >= 0) return refuse("CURRENCY_MISMATCH", { path: `variants.${foreign}.price.currency` });
  const picked = await pickImages(images, shopId, form.imageIds);
  if (!picked.ok) return picked;

  const variants = form.variants.map(({ name, price, stock: quantity }) => ({
    id: newVariantId(),
    name,
    amount: price.amount,
    quantity,
  }));
  const { title, description, category, currency } = form;
  const createdAt = new Date(clock.now());
  return transact(async (session) => {
    const id = await catalog.create(
      { shopId, title, description, category, currency, images: picked.data, variants, createdAt },
      session,
    );
    for (const { id: variantId, quantity } of variants)
      await stock.open({ variantId, quantity, by: actorId }, session);
    await audit.record({ actorId, action: "product:create", subject: `product:${id}`, after: form }, session);
    const product = await catalog.find(id, session);
    if (!product) throw new Fault("a new product cannot be read");
    return ok(product);
  });
};
