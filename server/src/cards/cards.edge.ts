import { ok, refuse } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import type { OrderStore } from "../orders/orders.store.ts";
import { orUnavailable } from "../payouts/payouts.edge.ts";
import { addCard } from "./add-card.ts";
import { type KeepCardDeps, keepCard } from "./keep-card.ts";

interface CardsEdge extends KeepCardDeps {
  orders: OrderStore;
  limits: Limits;
}

type CardCalls = "addCard" | "keepCard" | "listCards" | "removeCard";

export const cardsEdge = (deps: CardsEdge): Pick<Handlers, CardCalls> => {
  const { orders, customers, cards, limits } = deps;
  return {
    async addCard({ viewer, network }) {
      const tooMany =
        (await limits.take("card", viewer.id)) ??
        (await limits.take("cardAddress", network)) ??
        (await limits.spent("declined", viewer.id));
      if (tooMany) return { ok: false, error: tooMany };
      return orUnavailable(() => addCard(deps, viewer));
    },

    async keepCard({ params, body, viewer }) {
      const order = await orders.find(params.orderId);
      if (order?.buyerId !== viewer.id) return refuse("NOT_FOUND");
      return orUnavailable(() => keepCard(deps, order, viewer, body.keep));
    },

    async listCards({ viewer }) {
      const customerId = await customers.find(viewer.id);
      return orUnavailable(async () => ok({ items: customerId ? await cards.cardsOf(customerId) : [] }));
    },

    async removeCard({ params, viewer }) {
      const customerId = await customers.find(viewer.id);
      if (!customerId) return refuse("NOT_FOUND");
      return orUnavailable(async () =>
        (await cards.forgetCard(customerId, params.cardId)) ? ok({ done: true }) : refuse("NOT_FOUND"),
      );
    },
  };
};
