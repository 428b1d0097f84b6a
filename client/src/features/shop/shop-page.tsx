import { followRoutes, type ShopPage as Page, type Shop, shopRoutes } from "@showdrop/shared";
import { PackageOpen, Store } from "lucide-react";
import type { ReactNode } from "react";
import { useParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useRole } from "../../lib/session.ts";
import { useDates } from "../../lib/time.ts";
import { useLater } from "../../lib/use-later.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Avatar, ButtonLink, EmptyState, Loading, NotFound, Picture, RetryNotice } from "../../ui/index.ts";
import { useBag } from "../cart/bag.tsx";
import { BagButton } from "../cart/bag-button.tsx";
import { ShopClips } from "../clips/shop-clips.tsx";
import { FollowButton } from "../follow/follow-buttons.tsx";
import { FeaturedCard } from "../home/live-card.tsx";
import { ShowGrid } from "../shows/show-card.tsx";
import { sortShows } from "../shows/sort-shows.ts";
import { Shelf } from "./shelf.tsx";

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
        <Picture
          key={url}
          url={url}
          alt=""
          sizes="(min-width: 40rem) 17vw, 33vw"
          className="h-full w-1/3 shrink-0 object-cover sm:w-1/6 sm:grow"
        />
      ))}
    </div>
  );

const Banner = ({ shop, pictures }: { shop: Shop; pictures: readonly string[] }) => {
  const t = useTexts("shop");
  const role = useRole(shop.id);
  const { date } = useDates();
  const follow = useTexts("follow");
  const { data: followers } = useAnswer(
    followRoutes.countFollowers,
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

const Section = ({ title, beside, children }: { title: string; beside?: ReactNode; children: ReactNode }) => (
  <section className="flex flex-col gap-4">
    <div className="flex items-center justify-between gap-4">
      <h2 className="text-xl font-bold tracking-tight">{title}</h2>
      {beside}
    </div>
    {children}
  </section>
);

/** @param below whether what stands below its shows is there yet */
const Shelves = ({ page, below }: { page: Page; below: boolean }) => {
  const { shop, products, shows } = page;
  const t = useTexts("shop");
  const bag = useBag(shop.id, "shop");
  const { on, coming, past } = sortShows(shows);
  const [first, ...others] = on;
  const offered = products.filter(({ archived }) => !archived);
  return (
    <div className="flex flex-col gap-10">
      <Banner shop={shop} pictures={picturesOf(page)} />
      {first && (
        <Section title={t("live")}>
          <FeaturedCard show={first} withShop={false} />
          {others.length > 0 && <ShowGrid shows={others} withShop={false} />}
        </Section>
      )}
      {coming.length > 0 && (
        <Section title={t("upcoming")}>
          <ShowGrid shows={coming} withShop={false} />
        </Section>
      )}
      {bag.panel}
      {below && (
        <>
          <Section title={t("products")} beside={<BagButton shopId={shop.id} onOpen={bag.open} />}>
            {offered.length === 0 ? (
              <EmptyState icon={<PackageOpen aria-hidden />} title={t("noProducts.title")}>
                {t("noProducts.text", { shop: shop.name })}
              </EmptyState>
            ) : (
              <Shelf products={offered} />
            )}
            {on.length === 0 && coming.length === 0 && <p className="text-muted">{t("noShows")}</p>}
          </Section>
          <ShopClips shopId={shop.id} />
          {past.length > 0 && (
            <Section title={t("past")}>
              <ShowGrid shows={past} withShop={false} />
            </Section>
          )}
        </>
      )}
    </div>
  );
};

const ShopAt = ({ handle }: { handle: string }) => {
  const page = useAnswer(shopRoutes.readShopPage, { params: { handle } }, { refetchInterval: REFRESH_MS });
  const below = useLater(page.data);
  usePageTitle(page.data?.shop.name);
  if (page.data) return <Shelves page={page.data} below={Boolean(below)} />;
  if (page.isPending) return <Loading />;
  if (page.error.code === "NOT_FOUND" || page.error.code === "INVALID_INPUT") return <NotFound />;
  return <RetryNotice refusal={page.error} onRetry={page.refetch} />;
};

/** A shop at `/@handle`; any other single word is no page of ours. */
export const ShopPage = () => {
  const { handle = "" } = useParams();
  return handle.startsWith("@") ? <ShopAt handle={handle.slice(1).toLowerCase()} /> : <NotFound />;
};
