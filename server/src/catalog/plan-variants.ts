import { type EditProduct, ok, type Product, type Result, refuse, type Variant } from "@showdrop/shared";
import { newVariantId, type VariantRecord } from "./catalog.store.ts";

/** What becomes of a product's variants. */
export interface VariantPlan {
  /** All that the product has afterwards, in order. */
  variants: VariantRecord[];
  added: VariantRecord[];
  removed: Variant[];
  repriced: { before: Variant; after: VariantRecord }[];
}

/** Reads the form's list as a change: those with an id stay, those without are new, those left out go. */
export const planVariants = (
  { currency, variants: old }: Pick<Product, "currency" | "variants">,
  form: NonNullable<EditProduct["variants"]>,
): Result<VariantPlan> => {
  const gone = new Map(old.map((variant) => [variant.id, variant]));
  const plan: VariantPlan = { variants: [], added: [], removed: [], repriced: [] };
  for (const [place, { id, name, price }] of form.entries()) {
    if (price.currency !== currency)
      return refuse("CURRENCY_MISMATCH", { path: `variants.${place}.price.currency` });
    const before = id === undefined ? undefined : gone.get(id);
    if (id !== undefined && !before)
      return refuse("INVALID_INPUT", {
        path: `variants.${place}.id`,
        message: "This is not one of the product's variants, or is there twice.",
      });
    const after = { id: before?.id ?? newVariantId(), name, amount: price.amount };
    plan.variants.push(after);
    if (!before) plan.added.push(after);
    else if (before.price.amount !== after.amount) plan.repriced.push({ before, after });
    gone.delete(after.id);
  }
  plan.removed = [...gone.values()];
  return ok(plan);
};
