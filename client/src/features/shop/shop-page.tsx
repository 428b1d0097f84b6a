import { type ShopPage as Page, routes, type Shop } from "@showdrop/shared";
import { PackageOpen, Store } from "lucide-react";
import type { ReactNode } from "react";
import { useParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useRole } from "../../lib/session.ts";
import { useDates } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Avatar, ButtonLink, EmptyState, Loading, NotFound, RetryNotice } from "../../ui/index.ts";
import { ProductCard } from "../catalog/product-card.tsx";
import { FollowButton } from "../follow/follow-buttons.tsx";
import { ShowGrid } from "../shows/show-card.tsx";
import { sortShows } from "../shows/sort-shows.ts";

/** A show that begins appears on its shop's page within this time. */
const REFRESH_MS = 15_000;

/** A band of pictures needs this many to look like one, and shows no more than fit. */
const BAND = { least: 3, most: 6 } as const;

/** What the shop makes, as a band: posters of its shows first, then its products. */
const picturesOf = ({ products, shows }: Page): string[] => {
  const { on, coming, past } = sortShows(shows);
  const posters = [...on, ...coming, ...past].map(({ posterUrl }) => posterUrl);
  const covers = products.filter(({ archived }) => !archived).map(({ images }) => images[0]?.url);
  return [...new Set([...posters, ...covers].filter((url) => typeof url === "string"))];
};

const Band = ({ pictures }: { pictures: readonly string[] }) =>
  pictures.length < BAND.least ? (
    <div aria-hidden className="h-20 bg-linear-100 from-accent-soft via-raised to-accent-soft sm:h-28" />
  ) : (
    <div aria-hidden className="flex h-28 overflow-hidden sm:h-44">
      {pictures.slice(0, BAND.most).map((url) => (
        <img key={url} src={url} alt="" className="h-full w-1/3 shrink-0 object-cover sm:w-1/6 sm:grow" />
      ))}
    </div>
  );

const Banner = ({ shop, pictures }: { shop: Shop; pictures: readonly string[] }) => {
  const t = useTexts("shop");
  const role = useRole(shop.id);
  const { date } = useDates();
  const follow = useTexts("follow");
  const { data: followers } = useAnswer(
    routes.countFollowers,
    { params: { shopId: shop.id } },
    { enabled: role !== null, refetchInterval: REFRESH_MS },
  );
  return (
    <header className="overflow-hidden rounded-xl border border-line bg-surface">
      <Band pictures={pictures} />
      <div className="relative flex flex-wrap items-end gap-x-4 gap-y-3 px-5 pb-5 sm:px-6">
        <Avatar name={shop.name} url={shop.avatarUrl} size={84} className="-mt-9 ring-4 ring-surface" />
        <div className="min-w-0 grow pt-3">
          <h1 className="text-2xl leading-tight font-bold tracking-tight">{shop.name}</h1>
          <p className="text-sm text-muted">
            @{shop.handle} · {t("since", { date: date(shop.createdAt) })}
            {followers && ` · ${follow("followers", { count: followers.followers })}`}
          </p>
        </div>
        <FollowButton shop={shop} />
        {role && (
          <ButtonLink to="/studio" icon={<Store size={18} aria-hidden />}>
            {t("manage")}
          </ButtonLink>
        )}
        {shop.about && <p className="w-full max-w-2xl whitespace-pre-line text-muted">{shop.about}</p>}
      </div>
    </header>
  );
};

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="flex flex-col gap-4">
    <h2 className="text-xl font-bold tracking-tight">{title}</h2>
    {children}
  </section>
);

const Shelves = ({ page }: { page: Page }) => {
  const { shop, products, shows } = page;
  const t = useTexts("shop");
  const { on, coming, past } = sortShows(shows);
  const offered = products.filter(({ archived }) => !archived);
  return (
    <div className="flex flex-col gap-10">
      <Banner shop={shop} pictures={picturesOf(page)} />
      {on.length > 0 && (
        <Section title={t("live")}>
          <ShowGrid shows={on} withShop={false} />
        </Section>
      )}
      {coming.length > 0 && (
        <Section title={t("upcoming")}>
          <ShowGrid shows={coming} withShop={false} />
        </Section>
      )}
      <Section title={t("products")}>
        {offered.length === 0 ? (
          <EmptyState icon={<PackageOpen aria-hidden />} title={t("noProducts.title")}>
            {t("noProducts.text", { shop: shop.name })}
          </EmptyState>
        ) : (
          <ul className="grid grid-cols-2 gap-x-3 gap-y-6 sm:grid-cols-3 sm:gap-x-4 lg:grid-cols-4">
            {offered.map((product) => (
              <li key={product.id} className="min-w-0">
                <ProductCard product={product} />
              </li>
            ))}
          </ul>
        )}
        {on.length === 0 && coming.length === 0 && <p className="text-muted">{t("noShows")}</p>}
      </Section>
      {past.length > 0 && (
        <Section title={t("past")}>
          <ShowGrid shows={past} withShop={false} />
        </Section>
      )}
    </div>
  );
};

const ShopAt = ({ handle }: { handle: string }) => {
  const page = useAnswer(routes.readShopPage, { params: { handle } }, { refetchInterval: REFRESH_MS });
  usePageTitle(page.data?.shop.name);
  if (page.data) return <Shelves page={page.data} />;
  if (page.isPending) return <Loading />;
  if (page.error.code === "NOT_FOUND" || page.error.code === "INVALID_INPUT") return <NotFound />;
  return <RetryNotice refusal={page.error} onRetry={page.refetch} />;
};

/** A shop at `/@handle`; any other single word is no page of ours. */
export const ShopPage = () => {
  const { handle = "" } = useParams();
  return handle.startsWith("@") ? <ShopAt handle={handle.slice(1).toLowerCase()} /> : <NotFound />;
};
