import type { Currency, Image, Product, Variant } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import type { Db, DbSession } from "../kit/mongo.ts";

interface ProductDocument {
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  title: string;
  description: string;
  currency: Currency;
  images: { _id: Types.ObjectId; url: string; width: number; height: number }[];
  variants: { _id: Types.ObjectId; name: string; amount: number }[];
  archived: boolean;
  createdAt: Date;
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
  currency: { type: String, required: true },
  images: { type: [imageSchema], default: [] },
  variants: { type: [variantSchema], required: true },
  archived: { type: Boolean, default: false },
  createdAt: { type: Date, required: true },
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
});

type AvailableOf = (variantIds: readonly string[], session?: DbSession) => Promise<Map<string, number>>;

export type CatalogStore = ReturnType<typeof createCatalogStore>;

/** The products. How many units of a variant there are is asked of the stock. */
export const createCatalogStore = (db: Db, { availableOf }: { availableOf: AvailableOf }) => {
  const products = db.model<ProductDocument>("Product", productSchema);

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
        currency: Currency;
        images: readonly Image[];
        variants: readonly VariantRecord[];
        createdAt: Date;
      },
      session: DbSession,
    ): Promise<string> {
      const _id = new Types.ObjectId();
      const { images, variants, ...rest } = given;
      await products.create(
        [{ _id, ...rest, images: fromImages(images), variants: fromVariants(variants) }],
        { session },
      );
      return _id.toHexString();
    },

    async edit(
      id: string,
      changes: {
        title?: string;
        description?: string;
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
      await products.updateOne({ _id: id }, { $set: set }, { session });
    },

    /** The products with these ids, in the order given; those that do not exist are left out. */
    async findProducts(ids: readonly string[]): Promise<Product[]> {
      const found = await products.find({ _id: trusted({ $in: [...ids] }) }).lean<ProductDocument[]>();
      const byId = new Map((await withStock(found)).map((product) => [product.id, product]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },

    async findVariant(variantId: string): Promise<{ product: Product; variant: Variant } | null> {
      const found = await products.findOne({ "variants._id": variantId }).lean<ProductDocument>();
      const [product] = found ? await withStock([found]) : [];
      const variant = product?.variants.find(({ id }) => id === variantId);
      return product && variant ? { product, variant } : null;
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
