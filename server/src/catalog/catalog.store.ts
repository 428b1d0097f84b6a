import {
  type Category,
  type Currency,
  type Image,
  noRating,
  type Product,
  type Rating,
  type Variant,
} from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { createFindableStore, type Findable } from "../discovery/findable.store.ts";
import type { Db, DbSession } from "../kit/mongo.ts";

interface ProductDocument {
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  title: string;
  description: string;
  /** Absent in products that are older than categories. */
  category?: Category | null;
  currency: Currency;
  images: { _id: Types.ObjectId; url: string; width: number; height: number }[];
  variants: { _id: Types.ObjectId; name: string; amount: number }[];
  archived: boolean;
  createdAt: Date;
  /** Absent while nobody reviewed it. */
  rating?: Rating;
}

const imageSchema = new Schema<ProductDocument["images"][number]>({
  url: { type: String, required: true },
  width: { type: Number, required: true },
  height: { type: Number, required: true },
});
const variantSchema = new Schema<ProductDocument["variants"][number]>({
  name: { type: String, required: true },
  amount: { type: Number, required: true },
});
const productSchema = new Schema<ProductDocument>({
  shopId: { type: Schema.Types.ObjectId, required: true },
  title: { type: String, required: true },
  description: { type: String, default: "" },
  category: { type: String, default: null },
  currency: { type: String, required: true },
  images: { type: [imageSchema], default: [] },
  variants: { type: [variantSchema], required: true },
  archived: { type: Boolean, default: false },
  createdAt: { type: Date, required: true },
  rating: {
    type: new Schema<Rating>(
      { count: { type: Number, required: true }, average: { type: Number, default: null } },
      { _id: false },
    ),
  },
});
productSchema.index({ shopId: 1, _id: -1 });
productSchema.index({ "variants._id": 1 });

/** A variant without its stock, which the ledger keeps. `amount` is in the product's currency, minor units. */
export interface VariantRecord {
  id: string;
  name: string;
  amount: number;
}

export const newVariantId = (): string => new Types.ObjectId().toHexString();

const fromImages = (images: readonly Image[]) => images.map(({ id, ...image }) => ({ _id: id, ...image }));
const fromVariants = (variants: readonly VariantRecord[]) =>
  variants.map(({ id, name, amount }) => ({ _id: id, name, amount }));

const toProduct = (found: ProductDocument, available: Map<string, number>): Product => ({
  id: found._id.toHexString(),
  shopId: found.shopId.toHexString(),
  title: found.title,
  description: found.description,
  category: found.category ?? null,
  currency: found.currency,
  images: found.images.map(({ _id, url, width, height }) => ({ id: _id.toHexString(), url, width, height })),
  variants: found.variants.map(({ _id, name, amount }) => ({
    id: _id.toHexString(),
    name,
    price: { amount, currency: found.currency },
    available: available.get(_id.toHexString()) ?? 0,
  })),
  archived: found.archived,
  createdAt: found.createdAt.toISOString(),
  rating: found.rating ?? noRating,
});

/** What the search looks for; a product is found by its variants' names too. */
const toFindable = ({ _id, title, description, variants }: ProductDocument): Findable => ({
  ...{ kind: "product", id: _id.toHexString() },
  texts: [title, variants.map(({ name }) => name).join(" "), description],
});

type AvailableOf = (variantIds: readonly string[], session?: DbSession) => Promise<Map<string, number>>;

export type CatalogStore = ReturnType<typeof createCatalogStore>;

/** The products. How many units of a variant there are is asked of the stock. */
export const createCatalogStore = (db: Db, { availableOf }: { availableOf: AvailableOf }) => {
  const products = db.model<ProductDocument>("Product", productSchema);
  const findables = createFindableStore(db);

  const withStock = async (found: readonly ProductDocument[], session?: DbSession): Promise<Product[]> => {
    const ids = found.flatMap(({ variants }) => variants.map(({ _id }) => _id.toHexString()));
    const available = ids.length > 0 ? await availableOf(ids, session) : new Map<string, number>();
    return found.map((product) => toProduct(product, available));
  };

  const find = async (id: string, session?: DbSession): Promise<Product | null> => {
    const found = await products
      .findById(id)
      .session(session ?? null)
      .lean<ProductDocument>();
    return found && ((await withStock([found], session))[0] ?? null);
  };

  return {
    find,

    /** @returns the new product's id. */
    async create(
      given: {
        shopId: string;
        title: string;
        description: string;
        category: Category | null;
        currency: Currency;
        images: readonly Image[];
        variants: readonly VariantRecord[];
        createdAt: Date;
      },
      session: DbSession,
    ): Promise<string> {
      const _id = new Types.ObjectId();
      const { images, variants, ...rest } = given;
      const [created] = await products.create(
        [{ _id, ...rest, images: fromImages(images), variants: fromVariants(variants) }],
        { session },
      );
      if (!created) throw new Error("creating a product gave no document");
      await findables.enter(toFindable(created.toObject()), session);
      return _id.toHexString();
    },

    async edit(
      id: string,
      changes: {
        title?: string;
        description?: string;
        category?: Category | null;
        images?: readonly Image[];
        variants?: readonly VariantRecord[];
        archived?: boolean;
      },
      session: DbSession,
    ): Promise<void> {
      const { images, variants, ...rest } = changes;
      const set = {
        ...rest,
        ...(images ? { images: fromImages(images) } : {}),
        ...(variants ? { variants: fromVariants(variants) } : {}),
      };
      const edited = await products
        .findByIdAndUpdate(id, { $set: set }, { session, returnDocument: "after" })
        .lean<ProductDocument>();
      if (edited) await findables.enter(toFindable(edited), session);
    },

    /** Keeps what a product's reviews come to. Two who do so at once are one after the other: the transactions conflict. */
    async setRating(id: string, rating: Rating, session: DbSession): Promise<void> {
      await products.updateOne({ _id: id }, { $set: { rating } }, { session });
    },

    /** The products with these ids, in the order given; those that do not exist are left out. */
    async findProducts(ids: readonly string[]): Promise<Product[]> {
      const found = await products.find({ _id: trusted({ $in: [...ids] }) }).lean<ProductDocument[]>();
      const byId = new Map((await withStock(found)).map((product) => [product.id, product]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },

    /** Enters those of the next products after an id that the search does not know. @returns the last one's id; null after the last */
    async enterMissing(after: string | null, limit: number): Promise<string | null> {
      const found = await products
        .find(after === null ? {} : { _id: trusted({ $gt: after }) })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<ProductDocument[]>();
      await findables.enterMissing(found.map(toFindable));
      return found.at(-1)?._id.toHexString() ?? null;
    },

    /** Up to so many products on sale, the newest first. */
    async listNewest(limit: number): Promise<{ id: string }[]> {
      const found = await products
        .find({ archived: false })
        .sort({ _id: -1 })
        .limit(limit)
        .select({ _id: 1 })
        .lean<Pick<ProductDocument, "_id">[]>();
      return found.map(({ _id }) => ({ id: _id.toHexString() }));
    },

    async findVariant(variantId: string): Promise<{ product: Product; variant: Variant } | null> {
      const found = await products.findOne({ "variants._id": variantId }).lean<ProductDocument>();
      const [product] = found ? await withStock([found]) : [];
      const variant = product?.variants.find(({ id }) => id === variantId);
      return product && variant ? { product, variant } : null;
    },

    /** The variants with these ids; those that do not exist are left out. */
    async findVariants(ids: readonly string[]): Promise<Map<string, { product: Product; variant: Variant }>> {
      if (ids.length === 0) return new Map();
      const found = await products
        .find({ "variants._id": trusted({ $in: [...ids] }) })
        .lean<ProductDocument[]>();
      const all = (await withStock(found)).flatMap((product) =>
        product.variants.map((variant) => ({ product, variant })),
      );
      const wanted = new Set(ids);
      return new Map(
        all.filter(({ variant }) => wanted.has(variant.id)).map((each) => [each.variant.id, each]),
      );
    },

    /** A shop's products, newest first. */
    async ofShop(shopId: string, { archived }: { archived: "with" | "without" }): Promise<Product[]> {
      const found = await products
        .find({ shopId, ...(archived === "without" ? { archived: false } : {}) })
        .sort({ _id: -1 })
        .lean<ProductDocument[]>();
      return withStock(found);
    },
  };
};
