import { ShoppingBag } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { classes, IconButton } from "../../ui/index.ts";
import { countOf, useCart } from "./use-cart.ts";

interface BagButtonProps {
  shopId: string;
  onOpen: () => void;
  className?: string;
  /** Not there while the bag is empty, where room is scarce. */
  onlyFull?: boolean;
}

/** The bag of a shop, with how much is in it. */
export const BagButton = ({ shopId, onOpen, className, onlyFull = false }: BagButtonProps) => {
  const t = useTexts("cart");
  const count = countOf(useCart(shopId));
  if (onlyFull && count === 0) return null;
  return (
    <span className="relative inline-flex">
      <IconButton
        label={t("open", { count })}
        icon={<ShoppingBag size={20} aria-hidden />}
        onClick={onOpen}
        {...(className ? { className } : {})}
      />
      {count > 0 && (
        <span
          aria-hidden
          className={classes(
            "pointer-events-none absolute -top-1 -right-1 flex h-5 min-w-5 items-center justify-center rounded-full px-1",
            "bg-accent text-xs font-bold text-on-accent tabular-nums",
          )}
        >
          {count}
        </span>
      )}
    </span>
  );
};
