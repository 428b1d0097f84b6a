import type { DropStock } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { classes } from "../../ui/index.ts";

/** How much is left: sold, held and available side by side, and the number in words. */
export const StockBar = ({ stock, overVideo = false }: { stock: DropStock; overVideo?: boolean }) => {
  const t = useTexts("drops");
  const share = (units: number) => ({ width: `${(100 * units) / Math.max(1, stock.allocated)}%` });
  return (
    <div className="flex min-w-0 grow items-center gap-2">
      <div
        aria-hidden
        className={classes(
          "flex h-1.5 grow overflow-hidden rounded-full",
          overVideo ? "bg-white/25" : "bg-sunken",
        )}
      >
        <span className="bg-accent transition-[width] duration-300" style={share(stock.available)} />
        <span className="bg-accent/40 transition-[width] duration-300" style={share(stock.held)} />
      </div>
      <span className="shrink-0 text-xs font-semibold tabular-nums">
        {t("left", { available: stock.available, allocated: stock.allocated })}
      </span>
    </div>
  );
};
