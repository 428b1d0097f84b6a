import { type EditProduct, ok, type Product, type Result, refuse } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import { Fault } from "../kit/errors.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { StockStore } from "../stock/stock.store.ts";
import type { CatalogStore } from "./catalog.store.ts";
import type { ImageStore } from "./images.store.ts";
import { pickImages } from "./pick-images.ts";
import { planVariants, type VariantPlan } from "./plan-variants.ts";

interface Deps {
  catalog: CatalogStore;
  images: ImageStore;
  stock: Pick<StockStore, "open" | "retire">;
  audit: AuditStore;
  transact: Transact;
  /** Whether units of the variant are in a drop that is not closed. */
  isVariantInDrop(variantId: string): Promise<boolean>;
}

/** Carries a plan out in the ledger and the audit log. */
const applyPlan = async (
  { stock, audit, isVariantInDrop }: Deps,
  { added, removed, repriced }: VariantPlan,
  { actorId, currency }: { actorId: string; currency: Product["currency"] },
  session: DbSession,
): Promise<Result<null>> => {
  for (const { id } of removed) {
    // First no drop can take of it any more, then those that did are looked for: none slips in between.
    await stock.retire(id, session);
    if (await isVariantInDrop(id)) return refuse("VARIANT_IN_USE", { path: "variants" });
    await audit.record({ actorId, action: "variant:remove", subject: `variant:${id}` }, session);
  }
  for (const { id } of added) await stock.open({ variantId: id, quantity: 0, by: actorId }, session);
  for (const { before, after } of repriced)
    await audit.record(
      {
        actorId,
        action: "price:edit",
        subject: `variant:${after.id}`,
        before: before.price,
        after: { amount: after.amount, currency },
      },
      session,
    );
  return ok(null);
};

/** Changes a product. A price that changes leaves an audit row; its currency never changes. */
export const editProduct = async (
  deps: Deps,
  {
    product: { id, shopId },
    actorId,
    form,
  }: { product: Pick<Product, "id" | "shopId">; actorId: string; form: EditProduct },
): Promise<Result<Product>> => {
  const { catalog, images, transact } = deps;
  const picked = form.imageIds ? await pickImages(images, shopId, form.imageIds) : ok(undefined);
  if (!picked.ok) return picked;
  return transact(async (session) => {
    const product = await catalog.find(id, session);
    if (!product) return refuse("NOT_FOUND");
    const plan = form.variants ? planVariants(product, form.variants) : ok(undefined);
    if (!plan.ok) return plan;
    if (plan.data) {
      const applied = await applyPlan(deps, plan.data, { actorId, currency: product.currency }, session);
      if (!applied.ok) return applied;
    }
    const { title, description, category, archived } = form;
    await catalog.edit(
      id,
      {
        ...(title === undefined ? {} : { title }),
        ...(description === undefined ? {} : { description }),
        ...(category === undefined ? {} : { category }),
        ...(archived === undefined ? {} : { archived }),
        ...(picked.data ? { images: picked.data } : {}),
        ...(plan.data ? { variants: plan.data.variants } : {}),
      },
      session,
    );
    const edited = await catalog.find(id, session);
    if (!edited) throw new Fault("a product vanished while it was edited");
    return ok(edited);
  });
};
