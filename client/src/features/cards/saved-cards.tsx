import { formatMoney, type Money, payoutRoutes, type SavedCard } from "@showdrop/shared";
import { CreditCard } from "lucide-react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { Button } from "../../ui/index.ts";
import { useCardName } from "./use-card-name.ts";

interface SavedCardsProps {
  total: Money;
  /** The card that pays now; null when none does. */
  paying: SavedCard | null;
  busy: boolean;
  onPay: (card: SavedCard) => void;
}

/** One tap for each kept card. Whoever keeps none, or cannot be told of them now, sees nothing of it. */
export const SavedCards = ({ total, paying, busy, onPay }: SavedCardsProps) => {
  const t = useTexts("cards");
  const { locale } = useLanguage();
  const nameOf = useCardName();
  const { data } = useAnswer(payoutRoutes.listCards, {}, { staleTime: 0 });
  if (!data || data.items.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      {data.items.map((card) => (
        <Button
          key={card.id}
          variant="primary"
          size="lg"
          wide
          icon={<CreditCard size={18} aria-hidden />}
          busy={paying?.id === card.id}
          disabled={busy}
          onClick={() => onPay(card)}
        >
          {t("pay", { amount: formatMoney(total, locale), card: nameOf(card) })}
        </Button>
      ))}
      <p className="pt-2 text-center text-sm text-muted">{t("other")}</p>
    </div>
  );
};
