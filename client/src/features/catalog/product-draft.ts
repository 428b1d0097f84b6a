import type { CallOf, Category, Currency, catalogRoutes, Image, Product } from "@showdrop/shared";

/** A variant while it is edited. `key` tells rows apart; `id` is there once it is saved. */
export interface VariantDraft {
  key: string;
  id: string | null;
  name: string;
  /** Minor units; null while nothing valid is entered. */
  amount: number | null;
  /** First stock of a new product; a saved variant's stock moves through its ledger. */
  stock: number | null;
}

/** A product while it is edited. */
export interface ProductDraft {
  title: string;
  description: string;
  category: Category | null;
  currency: Currency;
  images: readonly Image[];
  variants: readonly VariantDraft[];
}

export const newVariant = (name = ""): VariantDraft => ({
  key: crypto.randomUUID(),
  id: null,
  name,
  amount: null,
  stock: null,
});

export const newDraft = (currency: Currency, variantName: string): ProductDraft => ({
  title: "",
  description: "",
  category: null,
  currency,
  images: [],
  variants: [newVariant(variantName)],
});

export const draftOf = ({
  title,
  description,
  category,
  currency,
  images,
  variants,
}: Product): ProductDraft => ({
  title,
  description,
  category,
  currency,
  images,
  variants: variants.map(({ id, name, price }) => ({ key: id, id, name, amount: price.amount, stock: null })),
});

/** What may stand in a body before it is checked: amounts and stock may still be missing. */
type Unchecked<T> = T extends number
  ? number | null
  : T extends object
    ? { [K in keyof T]: Unchecked<T[K]> }
    : T;

/** The body that creates this product. */
export const toCreate = (
  draft: ProductDraft,
): Unchecked<CallOf<typeof catalogRoutes.createProduct>["body"]> => ({
  title: draft.title,
  description: draft.description,
  category: draft.category,
  imageIds: draft.images.map(({ id }) => id),
  currency: draft.currency,
  variants: draft.variants.map(({ name, amount, stock }) => ({
    name,
    price: { amount, currency: draft.currency },
    stock,
  })),
});

/** The body that brings a saved product to this state. Variants that are left out are removed. */
export const toEdit = (draft: ProductDraft): Unchecked<CallOf<typeof catalogRoutes.editProduct>["body"]> => ({
  title: draft.title,
  description: draft.description,
  category: draft.category,
  imageIds: draft.images.map(({ id }) => id),
  variants: draft.variants.map(({ id, name, amount }) => ({
    ...(id ? { id } : {}),
    name,
    price: { amount, currency: draft.currency },
  })),
});
