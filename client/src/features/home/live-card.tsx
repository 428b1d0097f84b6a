import type { RankedShow } from "@showdrop/shared";
import { Play } from "lucide-react";
import { lazy, Suspense } from "react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { Avatar, classes } from "../../ui/index.ts";
import { Corner, Poster } from "../shows/show-card.tsx";
import { usePreview } from "./use-preview.ts";
import { Why } from "./why.tsx";

/** What it takes to receive a picture is fetched when the first one is wanted. */
const LivePreview = lazy(() => import("./live-preview.tsx").then((m) => ({ default: m.LivePreview })));

const Preview = ({ showId, playing }: { showId: string; playing: boolean }) =>
  playing && (
    <Suspense fallback={null}>
      <LivePreview showId={showId} />
    </Suspense>
  );

/** A live show as a poster that comes alive, with why it stands there. */
export const LiveCard = ({ show, why }: RankedShow) => {
  const { card, playing, onPointerEnter, onPointerLeave } = usePreview(show.id, show.status === "live");
  return (
    <article ref={card} onPointerEnter={onPointerEnter} onPointerLeave={onPointerLeave}>
      <Link to={`/shows/${show.id}`} className="group flex min-w-0 flex-col gap-2.5 rounded-lg">
        <div className="relative aspect-4/5 overflow-hidden rounded-lg bg-raised ring-2 ring-accent ring-offset-2 ring-offset-canvas">
          <Poster show={show} />
          <Preview showId={show.id} playing={playing} />
          <div className="absolute inset-x-2 top-2 flex flex-wrap items-center gap-1.5">
            <Corner show={show} />
          </div>
        </div>
        <div className="flex min-w-0 gap-2.5">
          <Avatar name={show.shop.name} url={show.shop.avatarUrl} size={32} className="mt-0.5" />
          <div className="min-w-0">
            <h2 className="line-clamp-2 leading-snug font-semibold">{show.title}</h2>
            <p className="truncate text-sm text-muted">{show.shop.name}</p>
            <Why why={why} className="text-muted" />
          </div>
        </div>
      </Link>
    </article>
  );
};

/** A live show, large: a poster with its words on a phone, and beside them on a desktop. */
export const FeaturedCard = ({
  show,
  why = [],
  withShop = true,
}: Pick<RankedShow, "show"> & Partial<Pick<RankedShow, "why">> & { withShop?: boolean }) => {
  const t = useTexts("home");
  const { card, playing, onPointerEnter, onPointerLeave } = usePreview(show.id, show.status === "live");
  return (
    <article
      ref={card}
      onPointerEnter={onPointerEnter}
      onPointerLeave={onPointerLeave}
      className="overflow-hidden rounded-xl border border-line bg-surface shadow-card"
    >
      <Link
        to={`/shows/${show.id}`}
        className="group relative grid rounded-xl -outline-offset-2 sm:grid-cols-[minmax(0,19rem)_minmax(0,1fr)] lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]"
      >
        <div className="relative aspect-4/5 overflow-hidden bg-raised">
          <Poster show={show} first />
          <Preview showId={show.id} playing={playing} />
          <div className="absolute inset-x-3 top-3 flex flex-wrap items-center gap-1.5">
            <Corner show={show} />
          </div>
        </div>
        <div
          className={classes(
            "flex flex-col gap-3 p-4 sm:relative sm:justify-center sm:p-8 lg:p-12",
            "max-sm:absolute max-sm:inset-x-0 max-sm:bottom-0 max-sm:bg-linear-to-t max-sm:from-black/90 max-sm:via-black/65 max-sm:to-transparent max-sm:pt-20 max-sm:text-white max-sm:scheme-dark",
          )}
        >
          {withShop && (
            <p className="flex items-center gap-2.5 text-sm font-semibold">
              <Avatar name={show.shop.name} url={show.shop.avatarUrl} size={32} />
              {show.shop.name}
            </p>
          )}
          <h2 className="line-clamp-3 text-xl leading-tight font-bold tracking-tight text-balance sm:text-3xl lg:text-5xl">
            {show.title}
          </h2>
          <Why why={why} className="sm:text-muted" />
          {show.description && (
            <p className="line-clamp-3 max-w-xl text-muted max-sm:hidden">{show.description}</p>
          )}
          <span className="mt-1 inline-flex h-11 w-fit items-center gap-2 rounded-md bg-accent px-5 font-semibold text-on-accent transition-colors group-hover:bg-accent-strong max-sm:w-full max-sm:justify-center sm:mt-3">
            <Play size={18} aria-hidden fill="currentColor" />
            {t("watch")}
          </span>
        </div>
      </Link>
    </article>
  );
};
