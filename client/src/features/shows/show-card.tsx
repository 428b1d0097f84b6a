import type { Show } from "@showdrop/shared";
import { Eye, Radio } from "lucide-react";
import { Link } from "react-router";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useDates, useNow } from "../../lib/time.ts";
import { Avatar, Badge, classes, LiveBadge } from "../../ui/index.ts";

const isOn = ({ status }: Show): boolean => status === "live" || status === "paused";

/** A show's poster, or a calm picture of its own where it has none. */
export const Poster = ({ show, className }: { show: Show; className?: string }) =>
  show.posterUrl ? (
    <img
      src={show.posterUrl}
      alt=""
      loading="lazy"
      className={classes("size-full object-cover", className)}
    />
  ) : (
    <div
      aria-hidden
      className={classes(
        "flex size-full items-center justify-center bg-linear-160 from-accent-soft to-raised text-accent-text",
        className,
      )}
    >
      <Radio className="size-1/4 max-h-12 opacity-70" strokeWidth={1.5} />
    </div>
  );

/** What stands on a poster's corner: live with how many watch, when it starts, or that it is over. */
const Corner = ({ show }: { show: Show }) => {
  const t = useTexts();
  const { locale } = useLanguage();
  const { dateTime } = useDates();
  if (isOn(show))
    return (
      <>
        {show.status === "live" ? <LiveBadge /> : <Badge tone="warn">{t("paused")}</Badge>}
        <span className="inline-flex h-6 items-center gap-1 rounded-sm bg-black/60 px-2 text-xs font-semibold text-white tabular-nums">
          <Eye size={14} aria-hidden />
          <span aria-hidden>
            {new Intl.NumberFormat(locale, { notation: "compact" }).format(show.viewers)}
          </span>
          <span className="sr-only">{t("viewers", { count: show.viewers })}</span>
        </span>
      </>
    );
  if (show.status === "scheduled")
    return (
      <span className="inline-flex h-6 items-center rounded-sm bg-black/60 px-2 text-xs font-semibold text-white tabular-nums">
        {dateTime(show.startsAt)}
      </span>
    );
  return <Badge className="bg-black/60 text-white">{t(`showStatus.${show.status}`)}</Badge>;
};

/** A show as a poster that leads to it. */
export const ShowCard = ({ show, withShop = true }: { show: Show; withShop?: boolean }) => {
  const t = useTexts("home");
  const now = useNow();
  const { relative } = useDates();
  const when =
    show.status === "scheduled"
      ? relative(show.startsAt, now)
      : show.endedAt && t("ended", { when: relative(show.endedAt, now) });
  return (
    <Link to={`/shows/${show.id}`} className="group flex min-w-0 flex-col gap-2.5 rounded-lg">
      <div
        className={classes(
          "relative aspect-4/5 overflow-hidden rounded-lg bg-raised",
          isOn(show) && "ring-2 ring-accent ring-offset-2 ring-offset-canvas",
        )}
      >
        <Poster
          show={show}
          className={classes(
            "transition-transform duration-500 ease-out group-hover:scale-103",
            show.status === "ended" && "opacity-75",
          )}
        />
        <div className="absolute inset-x-2 top-2 flex flex-wrap items-center gap-1.5">
          <Corner show={show} />
        </div>
      </div>
      <div className="flex min-w-0 gap-2.5">
        {withShop && <Avatar name={show.shop.name} url={show.shop.avatarUrl} size={32} className="mt-0.5" />}
        <div className="min-w-0">
          <h3 className="line-clamp-2 leading-snug font-semibold">{show.title}</h3>
          <p className="truncate text-sm text-muted">
            {[withShop && show.shop.name, when].filter(Boolean).join(" · ")}
          </p>
        </div>
      </div>
    </Link>
  );
};

/** Posters side by side: two on a phone, up to five on a desktop. */
export const ShowGrid = ({ shows, withShop = true }: { shows: readonly Show[]; withShop?: boolean }) => (
  <ul className="grid grid-cols-2 gap-x-3 gap-y-6 sm:grid-cols-3 sm:gap-x-4 lg:grid-cols-4">
    {shows.map((show) => (
      <li key={show.id} className="min-w-0">
        <ShowCard show={show} withShop={withShop} />
      </li>
    ))}
  </ul>
);
