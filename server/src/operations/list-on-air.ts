import type { NodeReport, ShopCard, ShowOnAir } from "@showdrop/shared";
import type { MediaRegistry } from "../media/registry.store.ts";
import type { ShowRecord } from "../shows/show.schema.ts";

export interface OnAirDeps {
  registry: Pick<MediaRegistry, "read" | "origins">;
  listOnAir(): Promise<ShowRecord[]>;
  cards(shopIds: readonly string[]): Promise<Map<string, ShopCard>>;
  countViewers(showIds: readonly string[]): Promise<Map<string, number>>;
}

/** What is on the air now, the most watched first. */
export const listOnAir = async ({
  registry,
  listOnAir: list,
  cards,
  countViewers,
}: OnAirDeps): Promise<ShowOnAir[]> => {
  const shows = await list();
  const ids = shows.map(({ id }) => id);
  const [shops, viewers, origins] = await Promise.all([
    cards([...new Set(shows.map(({ shopId }) => shopId))]),
    countViewers(ids),
    registry.origins(ids),
  ]);
  return shows
    .flatMap(({ id, title, shopId, status, startedAt }, i) => {
      const shop = shops.get(shopId);
      if (!shop) return [];
      const nodeId = origins[i] ?? null;
      const since = startedAt?.toISOString() ?? null;
      return [{ id, title, shop, status, startedAt: since, viewers: viewers.get(id) ?? 0, nodeId }];
    })
    .toSorted((a, b) => b.viewers - a.viewers);
};

/** The media nodes that live now, the fullest first. */
export const listNodes = async ({ registry }: Pick<OnAirDeps, "registry">): Promise<NodeReport[]> => {
  const fullness = ({ peers, capacity }: NodeReport) => peers / Math.max(1, capacity);
  return (await registry.read())
    .map(({ nodeId, url, workers, peers, capacity, carrying, draining }) => ({
      ...{ nodeId, url, workers, peers, capacity, draining },
      shows: carrying.length,
    }))
    .toSorted((a, b) => fullness(b) - fullness(a));
};
