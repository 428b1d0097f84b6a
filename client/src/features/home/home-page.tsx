import { routes, type Show } from "@showdrop/shared";
import { CalendarClock, Clapperboard } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import { useDates, useNow } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { ButtonLink, EmptyState, RetryNotice, Skeleton } from "../../ui/index.ts";
import { FeaturedShow, ShowGrid } from "../shows/show-card.tsx";
import { sortShows } from "../shows/sort-shows.ts";

/** A show that begins appears here within this time, without a socket on the front page. */
const REFRESH_MS = 15_000;

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="flex flex-col gap-4">
    <h2 className="text-xl font-bold tracking-tight">{title}</h2>
    {children}
  </section>
);

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

const Waiting = () => (
  <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4 lg:grid-cols-4">
    {["a", "b", "c", "d"].map((key) => (
      <Skeleton key={key} className="aspect-4/5 rounded-lg" />
    ))}
  </div>
);

/** What is on, what comes next, what was. */
export const HomePage = () => {
  const t = useTexts("home");
  usePageTitle(null);
  const shows = useAnswer(routes.listShows, {}, { refetchInterval: REFRESH_MS });
  const { on, coming, past } = sortShows(shows.data?.items ?? []);
  const [featured, ...others] = on;
  return (
    <div className="flex flex-col gap-10 sm:gap-12">
      <section className="flex flex-col gap-4">
        <div>
          <h1 className="text-2xl font-bold tracking-tight sm:text-3xl">{t("title")}</h1>
          <p className="mt-1 text-muted">{t("tagline")}</p>
        </div>
        <RetryNotice refusal={shows.error} onRetry={shows.refetch} />
        {shows.isPending && <Waiting />}
        {shows.data && !featured && <NobodyLive next={coming[0]} />}
        {featured && <FeaturedShow show={featured} />}
        {others.length > 0 && <ShowGrid shows={others} />}
      </section>
      {coming.length > 0 && (
        <Section title={t("soon")}>
          <ShowGrid shows={coming} />
        </Section>
      )}
      {past.length > 0 && (
        <Section title={t("past")}>
          <ShowGrid shows={past} />
        </Section>
      )}
    </div>
  );
};
