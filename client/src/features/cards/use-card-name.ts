import type { SavedCard } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";

export const brandOf = ({ brand }: SavedCard): string => brand.charAt(0).toUpperCase() + brand.slice(1);

/** `Visa ending in 4242`. */
export const useCardName = () => {
  const t = useTexts("cards");
  return (card: SavedCard): string => t("card", { brand: brandOf(card), last4: card.last4 });
};
