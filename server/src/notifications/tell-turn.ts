import type { ShopCard } from "@showdrop/shared";
import { type TellPeopleDeps, tellPeople } from "./tell-people.ts";

export interface TellTurnDeps extends TellPeopleDeps {
  cards(shopIds: readonly string[]): Promise<Map<string, ShopCard>>;
  findShow(showId: string): Promise<{ title: string } | null>;
}

/** Units that are held for somebody because their turn has come. */
export interface Turn {
  hold: { id: string; user: string; variant: string; expiresAt: number };
  drop: {
    id: string;
    shopId: string;
    showId: string;
    title: string;
    pools: readonly { variantId: string; variantName: string }[];
  };
}

/**
 * Tells somebody that their turn has come, wherever they are; a page that shows the drop says so itself. Its occasion is the
 * hold, so that a turn is told of once, and the next one again.
 */
export const tellTurn = async (deps: TellTurnDeps, { hold, drop }: Turn): Promise<void> => {
  const [cards, show] = await Promise.all([deps.cards([drop.shopId]), deps.findShow(drop.showId)]);
  const shop = cards.get(drop.shopId);
  if (!shop || !show) return;
  const variant = drop.pools.find(({ variantId }) => variantId === hold.variant)?.variantName;
  await tellPeople(
    deps,
    {
      ...{ occasion: `turn:${hold.id}`, kind: "lineTurn", shop, showId: drop.showId, showTitle: show.title },
      drop: { id: drop.id, title: variant ? `${drop.title}, ${variant}` : drop.title },
      ...{ at: new Date(deps.clock.now()), until: new Date(hold.expiresAt) },
    },
    [hold.user],
  );
};
