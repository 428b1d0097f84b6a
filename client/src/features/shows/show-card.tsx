import { firstSizes, type Show } from "@showdrop/shared";
import { Eye, Play, Radio } from "lucide-react";
import { Link } from "react-router";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useDates, useNow } from "../../lib/time.ts";
import { Avatar, Badge, classes, LiveBadge, Picture } from "../../ui/index.ts";
import { SaveButton } from "../follow/follow-buttons.tsx";

/** Posters stand upright, 4:5: the browser keeps the place before it has the picture. */
const POSTER = { width: 400, height: 500 };

/** How wide a poster is shown: alone and large, or among others; the same breakpoints as the grids below. */
const GRID_SIZES = "(min-width: 64rem) 17rem, (min-width: 40rem) 33vw, 50vw";

const isOn = ({ status }: Show): boolean => status === "live" || status === "paused";

/** A show's poster, or a calm picture of its own where it has none. */
export const Poster = ({
  show,
  first = false,
  className,
}: {
  show: Show;
  /** It is what a page shows first: it is fetched at once and before others. */
  first?: boolean;
  className?: string;
}) =>
  show.posterUrl ? (
    <Picture
      url={show.posterUrl}
      alt=""
      place={POSTER}
      sizes={first ? firstSizes.poster : GRID_SIZES}
      eager={first}
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

/** What stands on a poster's corner: live with how many watch, when it starts, that it can be watched again, or that it is over. */
export const Corner = ({ show }: { show: Show }) => {
  const t = useTexts();
  const { locale } = useLanguage();
  const { shortDateTime } = useDates();
  if (isOn(show))
    return (
      <>
        {show.status === "live" ? <LiveBadge /> : <Badge tone="warn">{t("paused")}</Badge>}
        <Badge tone="overlay" className="tabular-nums">
          <Eye size={14} aria-hidden />
          <span aria-hidden>
            {new Intl.NumberFormat(locale, { notation: "compact" }).format(show.viewers)}
          </span>
          <span className="sr-only">{t("viewers", { count: show.viewers })}</span>
        </Badge>
      </>
    );
  if (show.status === "scheduled")
    return (
      <Badge tone="overlay" className="tabular-nums">
        {shortDateTime(show.startsAt)}
      </Badge>
    );
  if (show.replay)
    return (
      <Badge tone="overlay">
        <Play size={12} aria-hidden fill="currentColor" />
        {t("replay")}
      </Badge>
    );
  return <Badge tone="overlay">{t(`showStatus.${show.status}`)}</Badge>;
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
  const card = (
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
            show.status === "ended" && !show.replay && "opacity-75",
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
          {withShop && <p className="truncate text-sm text-muted">{show.shop.name}</p>}
          {when && <p className="text-sm text-muted first-letter:uppercase">{when}</p>}
        </div>
      </div>
    </Link>
  );
  if (show.status !== "scheduled") return card;
  return (
    <div className="relative">
      {card}
      {/* Over the poster's lower corner, and beside the link: a button inside a link is neither. */}
      <div className="pointer-events-none absolute inset-x-0 top-0 flex aspect-4/5 items-end justify-end p-1.5">
        <span className="pointer-events-auto">
          <SaveButton show={show} corner />
        </span>
      </div>
    </div>
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
