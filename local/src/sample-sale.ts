import {
  type CreateDrop,
  type Drop,
  type GivenRole,
  newKey,
  type Product,
  routes,
  type Shop,
  type Show,
} from "@showdrop/shared";
import type { ApiClient } from "./api-client.ts";

/** Somebody with an account who will sell. */
export type Seller = { api: ApiClient; name: string };

/** A shop with one product and one show, made over HTTP: for tests from outside and for measuring. */
export type Sale = { shop: Shop; product: Product; show: Show };

const HOUR_MS = 3_600_000;
/** More than any test's drops take together. */
const STOCK = 10_000;

let shops = 0;

/** Opens a shop for somebody, with a product in two variants and a show that has not begun; it is not recorded unless told so. */
export async function prepareSale(
  { api, name }: Seller,
  { record = false, stock = STOCK }: { record?: boolean; stock?: number } = {},
): Promise<Sale> {
  const shop = await api.must(routes.openShop, {
    body: { handle: `studio-${Date.now().toString(36)}-${++shops}`, name: `${name}'s Studio` },
  });
  const params = { shopId: shop.id };
  const price = { amount: 12_000, currency: "KRW" } as const;
  const product = await api.must(routes.createProduct, {
    params,
    body: {
      title: "Celadon cup",
      description: "Thrown by hand, glazed twice.",
      currency: "KRW",
      variants: [
        { name: "Small", price, stock },
        { name: "Large", price: { ...price, amount: 18_000 }, stock },
      ],
    },
  });
  const show = await api.must(routes.scheduleShow, {
    params,
    body: { title: "Fresh from the kiln", startsAt: new Date(Date.now() + HOUR_MS).toISOString(), record },
  });
  return { shop, product, show };
}

/** The same, with the show on air: without a picture, as long as no host sends one. */
export async function startSale(creator: Seller, given: { stock?: number } = {}): Promise<Sale> {
  const sale = await prepareSale(creator, given);
  const show = await creator.api.must(routes.startShow, { params: { showId: sale.show.id } });
  return { ...sale, show };
}

/** Gives somebody a role in the seller's shop: they are invited, and accept. */
export const joinTeam = async (
  seller: Seller,
  { shop }: Pick<Sale, "shop">,
  { api, email }: { api: ApiClient; email: string },
  role: GivenRole,
): Promise<void> => {
  const params = { shopId: shop.id };
  const { token } = await seller.api.must(routes.inviteMember, { params, body: { email, role } });
  await api.must(routes.acceptTeamInvitation, { body: { token } });
};

/** Puts units of the product's first variant into a drop; it opens at once unless told otherwise. */
export const offer = (
  { api }: { api: ApiClient; name?: string },
  { show, product }: Sale,
  { quantity, ...given }: { quantity: number } & Partial<CreateDrop>,
): Promise<Drop> => {
  const [variant] = product.variants;
  if (!variant) throw new RangeError("a product has at least one variant");
  return api.must(routes.createDrop, {
    params: { showId: show.id },
    body: {
      pools: [{ variantId: variant.id, quantity, price: variant.price }],
      perCustomer: 1,
      opensAt: null,
      ...given,
    },
    idempotencyKey: newKey(),
  });
};
