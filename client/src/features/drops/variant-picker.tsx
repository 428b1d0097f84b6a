import type { DropPool } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { classes } from "../../ui/index.ts";

interface VariantPickerProps {
  pools: readonly DropPool[];
  value: string;
  onChange: (variantId: string) => void;
  overVideo: boolean;
}

/** Which of a drop's variants: what is gone stays there to be waited for. */
export const VariantPicker = ({ pools, value, onChange, overVideo }: VariantPickerProps) => {
  const t = useTexts("drops");
  return (
    <fieldset
      className={classes(
        // A fieldset is as wide as what is in it, unless told otherwise.
        "flex min-w-0 gap-2",
        // Over the video one row that is pushed aside, so that the picture keeps its room.
        overVideo ? "-mx-3 overflow-x-auto px-3 py-0.5" : "flex-wrap",
      )}
    >
      <legend className="sr-only">{t("variant")}</legend>
      {pools.map(({ variant, stock }) => (
        <label
          key={variant.id}
          className={classes(
            "flex h-11 shrink-0 cursor-pointer items-center gap-2 rounded-full border px-4 text-sm font-semibold",
            "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
            variant.id === value
              ? "border-accent bg-accent text-on-accent"
              : overVideo
                ? "border-white/40 text-white"
                : "border-line text-ink",
          )}
        >
          <input
            type="radio"
            className="sr-only"
            checked={variant.id === value}
            onChange={() => onChange(variant.id)}
          />
          <span className={classes(stock.available === 0 && "line-through opacity-80")}>{variant.name}</span>
          <span className="text-xs font-normal tabular-nums">
            {t("leftShort", { count: stock.available })}
          </span>
        </label>
      ))}
    </fieldset>
  );
};
