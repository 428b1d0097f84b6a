import type { Product } from "@showdrop/shared";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { classes } from "../../ui/index.ts";
import { GLANCE, Tile } from "./tile.tsx";

/** Fewer units than this of a variant are worth a word. */
const LOW = 5;

/** What is about to run out. */
export const LowStock = ({ products }: { products: readonly Product[] }) => {
  const t = useTexts("studio");
  const common = useTexts();
  const low = products
    .filter(({ archived }) => !archived)
    .flatMap((product) => product.variants.map((variant) => ({ product, variant })))
    .filter(({ variant }) => variant.available < LOW)
    .toSorted((a, b) => a.variant.available - b.variant.available)
    .slice(0, GLANCE);
  return (
    <Tile title={t("overview.low")}>
      {low.length === 0 && <p className="text-muted">{t("overview.lowNone")}</p>}
      <ul className="-mx-2 flex flex-col">
        {low.map(({ product, variant }) => (
          <li key={variant.id}>
            <Link
              to={`/studio/products/${product.id}`}
              className="flex min-h-11 items-center gap-3 rounded-md px-2 py-1.5 hover:bg-raised"
            >
              <span className="min-w-0 grow truncate">
                {product.title} <span className="text-muted">· {variant.name}</span>
              </span>
              <span
                className={classes(
                  "shrink-0 text-sm font-semibold tabular-nums",
                  variant.available === 0 ? "text-danger" : "text-warn",
                )}
              >
                {variant.available === 0
                  ? common("soldOut")
                  : t("overview.left", { count: variant.available })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Tile>
  );
};
