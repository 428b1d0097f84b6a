import { type Image, type Product, routes, type ShopCard } from "@showdrop/shared";
import { catalogue, type DemoProduct, toCreateProduct } from "./catalogue.ts";
import { as, type DemoPerson } from "./people.ts";
import { drawMark } from "./pictures/gallery.ts";
import { renderJpeg, renderMark } from "./pictures/render.ts";
import type { Drawing } from "./pictures/scene.ts";

/** The demo's shop, and who runs it. */
export type DemoShop = ShopCard & { creator: DemoPerson };

const shopTexts = {
  handle: "kiln-and-thread",
  name: "Kiln & Thread · 가마와 실",
  about:
    "A small studio at the foot of Inwangsan in Seoul. Two potters, one weaver, a printer who comes on Thursdays. We make few things at a time and sell them live, when the kiln is opened: no warehouse, no sale season, 그날 나온 것만.",
};

/** Finds the creator's shop, or opens it; its picture is drawn if it has none. */
export const ensureShop = async (creator: DemoPerson): Promise<DemoShop> => {
  const { client } = creator;
  const { me } = await client.must(routes.readMe, {});
  const own = me?.memberships.find(({ role }) => role === "owner");
  const shop = own
    ? (await client.must(routes.readShopPage, { params: { handle: own.handle } })).shop
    : await client.must(routes.openShop, { body: shopTexts });
  if (shop.avatarUrl !== null) return { ...shop, creator };
  const avatar = await upload({ ...shop, creator }, await renderMark(drawMark()));
  const pictured = await client.must(routes.editShop, {
    params: { shopId: shop.id },
    body: { avatarImageId: avatar.id },
  });
  return { ...pictured, creator };
};

/** The creator invites the moderator, who accepts; once. */
export const ensureModerator = async ({ id, creator }: DemoShop, moderator: DemoPerson): Promise<void> => {
  const { me } = await moderator.client.must(routes.readMe, {});
  if (me?.memberships.some(({ shopId }) => shopId === id)) return;
  const { token } = await creator.client.must(routes.inviteMember, {
    params: { shopId: id },
    body: { email: moderator.email, role: "moderator" },
  });
  await moderator.client.must(routes.acceptTeamInvitation, { body: { token } });
};

/** What is on the shelves now, archived products aside. */
export const listProducts = async ({ id, creator }: DemoShop): Promise<Product[]> => {
  const { items } = await as(creator, (client) =>
    client.must(routes.listProducts, { params: { shopId: id } }),
  );
  return items.filter(({ archived }) => !archived);
};

/** Adds what is missing of the first `count` products of the catalogue. What the shop's people archived stays so. */
export const stockShelves = async (shop: DemoShop, count: number, signal: AbortSignal): Promise<void> => {
  const { items } = await as(shop.creator, (client) =>
    client.must(routes.listProducts, { params: { shopId: shop.id } }),
  );
  const there = new Set(items.map(({ title }) => title));
  for (const product of catalogue.slice(0, count)) {
    signal.throwIfAborted();
    if (!there.has(product.title)) await addProduct(shop, product, signal);
  }
};

const addProduct = async (shop: DemoShop, product: DemoProduct, signal: AbortSignal): Promise<void> => {
  const imageIds: string[] = [];
  for (const draw of [...product.variants.map(({ picture }) => picture), ...(product.more ?? [])]) {
    signal.throwIfAborted();
    imageIds.push((await uploadDrawing(shop, draw())).id);
  }
  await as(shop.creator, (client) =>
    client.must(routes.createProduct, {
      params: { shopId: shop.id },
      body: toCreateProduct(product, imageIds),
    }),
  );
};

export const uploadDrawing = async (shop: DemoShop, drawing: Drawing): Promise<Image> =>
  upload(shop, await renderJpeg(drawing));

const upload = ({ id, creator }: Pick<DemoShop, "id" | "creator">, bytes: Buffer): Promise<Image> =>
  as(creator, (client) =>
    client.must(routes.uploadImage, { params: { shopId: id }, file: new Blob([Uint8Array.from(bytes)]) }),
  );
