import { Category, discoveryRoutes, type Home, type Show } from "@showdrop/shared";
import { CalendarClock, Clapperboard, Shapes } from "lucide-react";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import { useDates, useNow } from "../../lib/time.ts";
import { useLater } from "../../lib/use-later.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { ButtonLink, EmptyState, RetryNotice, Skeleton } from "../../ui/index.ts";
import { ClipGrid } from "../clips/clip-card.tsx";
import { ShowGrid } from "../shows/show-card.tsx";
import { CategoryChips, homePath } from "./category-chips.tsx";
import { HowOrdered } from "./how-ordered.tsx";
import { FeaturedCard, LiveCard } from "./live-card.tsx";
import { SoonCard } from "./soon-card.tsx";

/** A show that begins appears here within this time, without a socket on the front page. */
const REFRESH_MS = 15_000;

const grid = "grid grid-cols-2 gap-x-3 gap-y-6 sm:grid-cols-3 sm:gap-x-4 lg:grid-cols-4";

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="flex flex-col gap-4">
    <h2 className="text-xl font-bold tracking-tight">{title}</h2>
    {children}
  </section>
);

const NothingHere = ({ category }: { category: Category }) => {
  const t = useTexts("home");
  const names = useTexts("categories");
  return (
    <EmptyState
      icon={<Shapes aria-hidden />}
      title={t("emptyCategory.title", { category: names(`name.${category}`) })}
      action={
        <ButtonLink to={homePath(null)} variant="primary">
          {t("emptyCategory.all")}
        </ButtonLink>
      }
    >
      {t("emptyCategory.text")}
    </EmptyState>
  );
};

const NobodyLive = ({ next }: { next: Show | undefined }) => {
  const t = useTexts("home");
  const hasShop = (useMe().me?.memberships.length ?? 0) > 0;
  const now = useNow();
  const { relative } = useDates();
  if (!next)
    return (
      <EmptyState
        icon={<Clapperboard aria-hidden />}
        title={t("empty.title")}
        action={
          <ButtonLink to={hasShop ? "/studio/shows" : "/studio"} variant="primary">
            {hasShop ? t("empty.plan") : t("empty.open")}
          </ButtonLink>
        }
      >
        {t("empty.text")}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<CalendarClock aria-hidden />}
      title={t("nobody.title")}
      action={
        <ButtonLink to={`/shows/${next.id}`} variant="primary">
          {t("nobody.see")}
        </ButtonLink>
      }
    >
      {t("nobody.next", { title: next.title, shop: next.shop.name, when: relative(next.startsAt, now) })}{" "}
      {t("nobody.text")}
    </EmptyState>
  );
};

/** As tall as what comes, so that nothing that stands there already moves. */
const Waiting = () => (
  <>
    <Skeleton className="aspect-4/5 rounded-xl sm:aspect-auto sm:h-[23.75rem] lg:h-120" />
    <div className={grid}>
      {["a", "b", "c", "d"].map((key) => (
        <Skeleton key={key} className="aspect-4/5 rounded-lg" />
      ))}
    </div>
  </>
);

const isEmpty = ({ live, soon, replays, clips }: Home): boolean =>
  live.length + soon.length + replays.length + clips.length === 0;

const Live = ({ home, category }: { home: Home; category: Category | null }) => {
  const [featured, ...others] = home.live;
  if (category && isEmpty(home)) return <NothingHere category={category} />;
  if (!featured) return <NobodyLive next={home.soon[0]?.show} />;
  return (
    <>
      <FeaturedCard {...featured} />
      {others.length > 0 && (
        <ul className={grid}>
          {others.map((one) => (
            <li key={one.show.id} className="min-w-0">
              <LiveCard {...one} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

const Rest = ({ home }: { home: Home }) => {
  const t = useTexts("home");
  return (
    <>
      {home.soon.length > 0 && (
        <Section title={t("soon")}>
          <ul className={grid}>
            {home.soon.map((one) => (
              <li key={one.show.id} className="min-w-0">
                <SoonCard {...one} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {home.clips.length > 0 && (
        <Section title={t("clips")}>
          <ClipGrid clips={home.clips} />
        </Section>
      )}
      {home.replays.length > 0 && (
        <Section title={t("replays")}>
          <ShowGrid shows={home.replays} />
        </Section>
      )}
    </>
  );
};

/** What is on, what comes next, what can be watched again; of one category, or of all. */
export const HomePage = () => {
  const t = useTexts("home");
  const [search] = useSearchParams();
  const chosen = Category.safeParse(search.get("category"));
  const category = chosen.success ? chosen.data : null;
  usePageTitle(null);
  const home = useAnswer(discoveryRoutes.readHome, category ? { query: { category } } : {}, {
    refetchInterval: REFRESH_MS,
  });
  const below = useLater(home.data);
  return (
    <div className="flex flex-col gap-10 sm:gap-12">
      <section className="flex flex-col gap-4">
        <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-1">
          <div>
            <h1 className="text-2xl font-bold tracking-tight sm:text-3xl">{t("title")}</h1>
            <p className="mt-1 text-muted">{t("tagline")}</p>
          </div>
          <div className="max-sm:-ml-3">
            <HowOrdered />
          </div>
        </div>
        <CategoryChips chosen={category} />
        <RetryNotice refusal={home.error} onRetry={home.refetch} />
        {home.isPending && <Waiting />}
        {home.data && <Live home={home.data} category={category} />}
      </section>
      {below && <Rest home={below} />}
    </div>
  );
};
