import type { SavedCard } from "@showdrop/shared";
import { brandOf, useCardName } from "./use-card-name.ts";

/** `Visa •••• 4242`, said as it is read. */
export const CardName = ({ card }: { card: SavedCard }) => {
  const nameOf = useCardName();
  return (
    <>
      <span aria-hidden className="tabular-nums">
        {brandOf(card)} •••• {card.last4}
      </span>
      <span className="sr-only">{nameOf(card)}</span>
    </>
  );
};
