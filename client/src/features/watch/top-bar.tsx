import type { Show } from "@showdrop/shared";
import { Eye, Volume2, VolumeX, X } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import type { WatchStream } from "../../lib/media/index.ts";
import { Avatar, Badge, classes, IconButton, LiveBadge } from "../../ui/index.ts";
import { FollowButton } from "../follow/follow-buttons.tsx";
import { QualityMenu } from "./later.tsx";

/** `12,345` viewers take less room as `12K`. */
const compact = (count: number, locale: string) =>
  new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }).format(count);

export const Viewers = ({ count, className }: { count: number; className?: string }) => {
  const t = useTexts();
  const { locale } = useLanguage();
  return (
    <span
      className={classes(
        "flex shrink-0 items-center gap-1 font-semibold whitespace-nowrap tabular-nums",
        className,
      )}
    >
      <Eye size={14} aria-hidden />
      <span aria-hidden>{compact(count, locale)}</span>
      <span className="sr-only">{t("viewers", { count })}</span>
    </span>
  );
};

interface TopBarProps {
  show: Show;
  viewers: number;
  muted: boolean;
  /** Absent where there is no sound to switch. */
  onSound?: (() => void) | undefined;
  /** Absent where there is no picture to choose a quality of. */
  media?: WatchStream | undefined;
  /** The shop and the viewers stand elsewhere already. */
  bare?: boolean;
  /** Further buttons, before the way out. */
  more?: ReactNode;
}

/** What lies over the video as a round button. */
export const GLASS = "rounded-full! bg-black/35 text-white backdrop-blur-md";

/** Over the top of the video: whose show it is, whether it is live, and the way out. */
export const TopBar = ({ show, viewers, muted, onSound, media, bare = false, more }: TopBarProps) => {
  const t = useTexts("watch");
  const running = show.status === "live" || show.status === "paused";
  const glass = "rounded-full bg-black/35 text-white backdrop-blur-md";
  return (
    <header className="flex items-center gap-1.5 px-safe pt-safe pb-3 text-white [--safe-room:12px] [--safe-side:8px] sm:gap-2 sm:[--safe-side:12px]">
      {!bare && (
        <Link
          to={`/@${show.shop.handle}`}
          className={classes(glass, "flex h-11 min-w-0 items-center gap-2 pr-3.5 pl-1")}
        >
          <Avatar name={show.shop.name} url={show.shop.avatarUrl} size={36} />
          <span className="flex min-w-0 flex-col leading-tight">
            <span className="truncate text-sm font-semibold">{show.shop.name}</span>
            {running && (
              <span className="flex items-center gap-1.5">
                <RunningBadge show={show} className="h-4! px-1! text-[0.625rem]! [&>span]:hidden" />
                <Viewers count={viewers} className="text-xs font-medium text-white/85" />
              </span>
            )}
          </span>
        </Link>
      )}
      {!bare && <FollowButton shop={show.shop} compact />}
      <div className="ml-auto flex shrink-0 items-center gap-1.5 sm:gap-2">
        {onSound && (
          <IconButton
            label={muted ? t("soundOn") : t("soundOff")}
            icon={muted ? <VolumeX size={20} aria-hidden /> : <Volume2 size={20} aria-hidden />}
            onClick={onSound}
            className={GLASS}
          />
        )}
        {media && <QualityMenu media={media} className={GLASS} />}
        {more}
        <Link
          to="/"
          aria-label={t("leave")}
          className={classes(glass, "flex size-11 items-center justify-center")}
        >
          <X size={20} aria-hidden />
        </Link>
      </div>
    </header>
  );
};

export const RunningBadge = ({ show, className = "" }: { show: Show; className?: string }) => {
  const t = useTexts("watch");
  if (show.status !== "paused") return <LiveBadge className={className} />;
  return (
    <Badge tone="warn" className={className}>
      {t("paused")}
    </Badge>
  );
};
