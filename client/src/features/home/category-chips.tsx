import { type Category, categories } from "@showdrop/shared";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { classes } from "../../ui/index.ts";

const Chip = ({ to, chosen, children }: { to: string; chosen: boolean; children: ReactNode }) => (
  <li>
    <Link
      to={to}
      replace
      preventScrollReset
      aria-current={chosen ? "true" : undefined}
      className={classes(
        "flex h-11 items-center rounded-full border px-4 text-sm font-semibold whitespace-nowrap transition-colors",
        chosen
          ? "border-transparent bg-ink text-canvas"
          : "border-line bg-surface text-muted hover:border-line-strong hover:text-ink",
      )}
    >
      {children}
    </Link>
  </li>
);

/** The home page of one category, or of all. */
export const homePath = (category: Category | null): string =>
  category === null ? "/" : `/?category=${category}`;

/** Every category, in one row that can be pushed along with a finger. */
export const CategoryChips = ({ chosen }: { chosen: Category | null }) => {
  const t = useTexts("home");
  const names = useTexts("categories");
  return (
    <nav
      aria-label={t("categories")}
      className="-mx-4 overflow-x-auto px-4 [scrollbar-width:none] sm:mx-0 sm:px-0"
    >
      <ul className="flex w-max gap-2 py-1 sm:w-auto sm:flex-wrap">
        <Chip to={homePath(null)} chosen={chosen === null}>
          {t("all")}
        </Chip>
        {categories.map((category) => (
          <Chip key={category} to={homePath(category)} chosen={chosen === category}>
            {names(`name.${category}`)}
          </Chip>
        ))}
      </ul>
    </nav>
  );
};
