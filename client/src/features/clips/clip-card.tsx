import type { Clip } from "@showdrop/shared";
import { Play } from "lucide-react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { Badge, Picture } from "../../ui/index.ts";
import { clockTime } from "../replay/chapters.ts";

/** A clip's picture is a frame of the film, most of which lie across. */
const PICTURE = { width: 480, height: 270 };

/** A clip that leads to its page. */
export const ClipCard = ({ clip, withShop = true }: { clip: Clip; withShop?: boolean }) => {
  const t = useTexts("home");
  const length = clockTime(clip.toMs - clip.fromMs);
  return (
    <Link to={`/clips/${clip.id}`} className="group flex min-w-0 flex-col gap-2 rounded-lg">
      <div className="relative aspect-video overflow-hidden rounded-lg bg-raised">
        <Picture
          url={clip.posterUrl}
          alt=""
          place={PICTURE}
          sizes="(min-width: 64rem) 17rem, (min-width: 40rem) 33vw, 50vw"
          className="size-full object-cover transition-transform duration-500 ease-out group-hover:scale-103"
        />
        <Badge tone="overlay" className="absolute right-2 bottom-2 tabular-nums">
          <Play size={12} aria-hidden fill="currentColor" />
          <span aria-hidden>{length}</span>
          <span className="sr-only">{t("clipLength", { length })}</span>
        </Badge>
      </div>
      <div className="min-w-0">
        <h3 className="line-clamp-2 leading-snug font-semibold">{clip.title}</h3>
        {withShop && <p className="truncate text-sm text-muted">{clip.shop.name}</p>}
      </div>
    </Link>
  );
};

/** Clips side by side: two on a phone, up to four on a desktop. */
export const ClipGrid = ({ clips, withShop = true }: { clips: readonly Clip[]; withShop?: boolean }) => (
  <ul className="grid grid-cols-2 gap-x-3 gap-y-6 sm:grid-cols-3 sm:gap-x-4 lg:grid-cols-4">
    {clips.map((clip) => (
      <li key={clip.id} className="min-w-0">
        <ClipCard clip={clip} withShop={withShop} />
      </li>
    ))}
  </ul>
);
