import { type Drop, newKey, type Product, routes, type Show } from "@showdrop/shared";
import type { Log } from "../kit/log.ts";
import type { News } from "./news.ts";
import { repeat } from "./pace.ts";
import { as } from "./people.ts";
import { planDrop, planPins, toClose } from "./plan.ts";
import { type DemoShop, listProducts } from "./shop.ts";
import { isOnAir } from "./shows.ts";

/** Seconds between two looks at the show: a countdown's end is noticed soon enough to be spoken of. */
const LOOK_SECONDS = 5;
/** After so many drops, some three hours, the show ends and a new one begins: pages list every drop of a show. */
const MOST_DROPS = 60;

type Directing = { shop: DemoShop; show: Show; onNews: (news: News) => void; signal: AbortSignal; log: Log };

/**
 * Keeps a live show going until somebody ends it: drops follow one another, pins take turns. Everything is decided
 * from what the platform says, so that it does not matter which run began the show.
 */
export const direct = async (directing: Directing): Promise<void> => {
  const { shop, show, onNews, signal, log } = directing;
  /** What was seen at the last look; null before the first, when nothing is news. */
  let before: ReadonlyMap<string, Drop["status"]> | null = null;
  let pinned = "";

  const tell = (drops: readonly Drop[]): void => {
    for (const { id, status, product, pools, stock } of before ? drops : []) {
      const occasion = before?.get(id) === status ? null : occasionOf(status);
      if (occasion)
        onNews({
          occasion,
          product: product.title,
          variant: pools[0]?.variant.name ?? "",
          count: stock.allocated,
        });
    }
    before = new Map(drops.map(({ id, status }) => [id, status]));
  };

  const turnPins = async (products: readonly Product[], drops: readonly Drop[]): Promise<void> => {
    const pins = planPins(products, drops, Math.floor(Date.now() / 60_000));
    if (JSON.stringify(pins) === pinned) return;
    await as(shop.creator, (client) =>
      client.must(routes.setPins, { params: { showId: show.id }, body: pins }),
    );
    pinned = JSON.stringify(pins);
    const featured = products.find(({ id }) => id === pins.featuredId);
    if (featured) onNews({ occasion: "pinned", product: featured.title, variant: "", count: 0 });
  };

  await repeat(
    "directing the show",
    { signal, log },
    () => LOOK_SECONDS,
    async () => {
      const current = await shop.creator.client.must(routes.readShow, { params: { showId: show.id } });
      if (!isOnAir(current)) return "done";
      const { items: drops } = await shop.creator.client.must(routes.listDrops, {
        params: { showId: show.id },
      });
      tell(drops);
      const ending = drops.length >= MOST_DROPS;
      if (ending && !drops.some(({ status }) => status === "open")) {
        await as(shop.creator, (client) => client.must(routes.endShow, { params: { showId: show.id } }));
        return "done";
      }
      const products = await listProducts(shop);
      for (const drop of toClose(drops, Date.now()))
        await as(shop.creator, (client) => client.must(routes.closeDrop, { params: { dropId: drop.id } }));
      if (!ending) await makeDrop(directing, products, drops);
      await turnPins(products, drops);
      return "again";
    },
  );
};

const occasionOf = (status: Drop["status"]): News["occasion"] | null => {
  switch (status) {
    case "scheduled":
      return "announced";
    case "open":
      return "opened";
    case "sold_out":
      return "soldOut";
    case "closed":
      return null;
  }
};

const makeDrop = async (
  { shop, show }: Directing,
  products: readonly Product[],
  drops: readonly Drop[],
): Promise<void> => {
  const planned = planDrop(products, drops, Date.now());
  if (!planned) return;
  const { drop, product } = planned;
  await as(shop.creator, async (client) => {
    for (const { variantId, quantity } of drop.pools) {
      const available = product.variants.find(({ id }) => id === variantId)?.available ?? 0;
      if (available < quantity)
        await client.must(routes.moveStock, {
          params: { variantId },
          body: { change: quantity * 3, reason: "A new batch from the kiln" },
          idempotencyKey: newKey(),
        });
    }
    await client.must(routes.createDrop, {
      params: { showId: show.id },
      body: drop,
      idempotencyKey: newKey(),
    });
  });
};
