import { Minus, Plus } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { IconButton } from "../../ui/index.ts";

interface QuantityProps {
  /** What there are so many of, for those who hear the page. */
  of: string;
  value: number;
  most: number;
  busy?: boolean;
  onChange: (value: number) => void;
}

/** How many, one up or one down. */
export const Quantity = ({ of, value, most, busy = false, onChange }: QuantityProps) => {
  const t = useTexts("cart");
  return (
    <div className="flex shrink-0 items-center rounded-md border border-line">
      <IconButton
        label={t("fewer", { title: of })}
        icon={<Minus size={16} aria-hidden />}
        disabled={busy || value <= 1}
        onClick={() => onChange(value - 1)}
      />
      <output
        aria-label={t("quantityOf", { title: of })}
        className="min-w-6 text-center font-semibold tabular-nums"
      >
        {value}
      </output>
      <IconButton
        label={t("more", { title: of })}
        icon={<Plus size={16} aria-hidden />}
        disabled={busy || value >= most}
        onClick={() => onChange(value + 1)}
      />
    </div>
  );
};
