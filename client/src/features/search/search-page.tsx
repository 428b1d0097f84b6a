import { discoveryRoutes, type SearchAnswer, type Shop } from "@showdrop/shared";
import { Search, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useMediaQuery } from "../../lib/use-media-query.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Avatar, ButtonLink, EmptyState, RetryNotice, Skeleton } from "../../ui/index.ts";
import { ProductCard } from "../catalog/product-card.tsx";
import { CategoryChips } from "../home/category-chips.tsx";
import { ShowGrid } from "../shows/show-card.tsx";
import { SearchField } from "./search-field.tsx";
import { searchPath } from "./search-path.ts";

/** Fewer letters find everything, and so nothing. */
const LEAST_LETTERS = 2;
/** An answer is not asked for again while somebody goes to a result and back, in milliseconds. */
const FRESH_MS = 30_000;

const grid = "grid grid-cols-2 gap-x-3 gap-y-6 sm:grid-cols-3 sm:gap-x-4 lg:grid-cols-4";

const Group = ({
  title,
  found,
  children,
}: {
  title: string;
  found: SearchAnswer["shows" | "shops" | "products"];
  children: ReactNode;
}) => {
  const t = useTexts("search");
  const { items, count, more } = found;
  if (count === 0) return null;
  return (
    <section className="flex flex-col gap-4">
      <h2 className="flex items-baseline gap-2 text-xl font-bold tracking-tight">
        {title}{" "}
        <span className="text-base font-semibold text-muted tabular-nums">
          {t(more ? "countMore" : "count", { count })}
        </span>
      </h2>
      {children}
      {count > items.length && <p className="text-sm text-muted">{t("best", { count: items.length })}</p>}
    </section>
  );
};

const ShopRow = ({ shop }: { shop: Shop }) => (
  <Link
    to={`/@${shop.handle}`}
    className="flex items-center gap-3 rounded-lg border border-line bg-surface p-3 transition-colors hover:bg-raised"
  >
    <Avatar name={shop.name} url={shop.avatarUrl} size={48} />
    <span className="min-w-0">
      <span className="block truncate font-semibold">{shop.name}</span>
      <span className="block truncate text-sm text-muted">
        @{shop.handle}
        {shop.about && ` · ${shop.about}`}
      </span>
    </span>
  </Link>
);

const countOf = ({ shows, shops, products }: SearchAnswer): number =>
  shows.count + shops.count + products.count;

/** @param earlier whether this was found with other letters, and is shown until there is an answer to these */
const Results = ({ q, found, earlier }: { q: string; found: SearchAnswer; earlier: boolean }) => {
  const t = useTexts("search");
  const { shows, shops, products } = found;
  const count = countOf(found);
  const more = shows.more || shops.more || products.more;
  return (
    <>
      <p role="status" className="text-muted">
        {count > 0 && !earlier && t(found.near ? "near" : more ? "foundMore" : "found", { count, q })}
      </p>
      {count === 0 && (
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={t("none.title", { q })}
          action={
            <ButtonLink to="/" variant="primary">
              {t("none.home")}
            </ButtonLink>
          }
        >
          {t("none.text")}
        </EmptyState>
      )}
      <Group title={t("shows")} found={shows}>
        <ShowGrid shows={shows.items} />
      </Group>
      <Group title={t("shops")} found={shops}>
        <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {shops.items.map((shop) => (
            <li key={shop.id} className="min-w-0">
              <ShopRow shop={shop} />
            </li>
          ))}
        </ul>
      </Group>
      <Group title={t("products")} found={products}>
        <ul className={grid}>
          {products.items.map(({ product, shop }) => (
            <li key={product.id} className="min-w-0">
              <ProductCard product={product} />
              <p className="truncate text-sm text-muted">{shop.name}</p>
            </li>
          ))}
        </ul>
      </Group>
      {count === 0 && <CategoryChips chosen={null} />}
    </>
  );
};

const Waiting = () => (
  <div className={grid}>
    {["a", "b", "c", "d"].map((key) => (
      <Skeleton key={key} className="aspect-4/5 rounded-lg" />
    ))}
  </div>
);

/** Shows, shops and products that contain what is looked for. On a desktop the field is in the header. */
export const SearchPage = () => {
  const t = useTexts("search");
  const navigate = useNavigate();
  const inHeader = useMediaQuery("(min-width: 40rem)");
  const [search] = useSearchParams();
  const q = (search.get("q") ?? "").trim();
  const tooShort = q.replaceAll(/\s/g, "").length < LEAST_LETTERS;
  usePageTitle(q ? `${q} · ${t("title")}` : t("title"));
  const answer = useAnswer(
    discoveryRoutes.search,
    { query: { q } },
    { enabled: q !== "", staleTime: FRESH_MS, keepPrevious: true },
  );
  const earlier = answer.isPlaceholderData;
  // That nothing was found is said of these letters alone.
  const found = answer.data && earlier && countOf(answer.data) === 0 ? undefined : answer.data;
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-4">
        <h1 className="text-2xl font-bold tracking-tight sm:text-3xl">{t("title")}</h1>
        {!inHeader && (
          <SearchField
            autoFocus={q === ""}
            value={q}
            onSearch={(text) => void navigate(searchPath(text), { replace: true })}
          />
        )}
        {q === "" && <CategoryChips chosen={null} />}
      </div>
      {q === "" && (
        <EmptyState icon={<Search aria-hidden />} title={t("start.title")}>
          {t("start.text")}
        </EmptyState>
      )}
      {q !== "" && <RetryNotice refusal={answer.error} onRetry={answer.refetch} />}
      {q !== "" && !found && !answer.isError && <Waiting />}
      {q !== "" && found && <Results q={q} found={found} earlier={earlier} />}
      {q !== "" && found && tooShort && <p className="text-muted">{t("short")}</p>}
    </div>
  );
};
