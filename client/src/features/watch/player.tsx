import { assertNever, type Show, type ShowSnapshot } from "@showdrop/shared";
import { VolumeX, WifiLow, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../../i18n/index.ts";
import { formatSeconds, secondsUntil, useServerNow } from "../../lib/clock.ts";
import type { useWatchStream } from "../../lib/media/index.ts";
import { useDates } from "../../lib/time.ts";
import { RefusalNotice, Spinner } from "../../ui/index.ts";
import { type StagePicture, StagePictures, useUnseen } from "../stage/stage-pictures.tsx";
import { type MyPictures, usePictures } from "../stage/use-pictures.ts";
import { AwayCard } from "./away-card.tsx";
import { Sound } from "./sound.tsx";
import { useFirstFrame } from "./use-first-frame.ts";
import { WaitingPoster } from "./waiting-poster.tsx";

type Stream = ReturnType<typeof useWatchStream>;

interface PlayerProps {
  show: ShowSnapshot;
  /** What I send as a guest. */
  mine: MyPictures | null;
  /** How much of the picture's top and bottom is covered, in pixels. */
  covered: { top: number; bottom: number };
  media: Stream;
  muted: boolean;
  onSound: () => void;
  /** The hub's connection is gone: chat and drops stand still for the moment. */
  offline: boolean;
  fit: "cover" | "contain";
  /** Without the offer of sound, which the top bar makes too. */
  bare: boolean;
}

/** The video and, where it does not simply play, why. Words lie near the top: the middle belongs to the picture. */
export const Player = ({
  show: known,
  media,
  mine,
  muted,
  onSound,
  offline,
  covered,
  fit,
  bare,
}: PlayerProps) => {
  const t = useTexts("watch");
  const { show, stage } = known;
  const sign = useSign(show, media);
  const playing = media.state === "playing";
  // The poster is for the time before the first frame; afterwards the last one stays.
  const [seen, noteSeen] = useFirstFrame();
  const { ofFeeds, ofMine } = usePictures(known);
  // My own come from my devices: at once, and without the echo of my own voice.
  const others = media.feeds.filter(({ from }) => from.userId !== mine?.from.userId);
  useUnseen(media.feeds.filter((feed) => !others.includes(feed)));
  const pictures: StagePicture[] = [...ofFeeds(others), ...(mine ? ofMine(mine) : [])];
  return (
    <div className="relative h-full w-full overflow-hidden bg-black" onLoadedDataCapture={noteSeen}>
      {!seen && show.posterUrl && <WaitingPoster url={show.posterUrl} />}
      <StagePictures stage={stage} pictures={pictures} covered={covered} fit={fit} />
      {others.map(({ key, sound }) => (
        <Sound key={key} stream={sound} muted={muted || show.awaySince !== null} />
      ))}
      {show.awaySince && <AwayCard name={show.shop.name} since={show.awaySince} />}
      <div
        aria-live="polite"
        className="pointer-events-none absolute inset-x-0 top-18 flex flex-col items-center gap-2 px-4"
      >
        {playing && muted && !bare && (
          <button
            type="button"
            onClick={onSound}
            className="pointer-events-auto flex h-11 items-center gap-2 rounded-full bg-white px-5 text-sm font-semibold text-black shadow-float"
          >
            <VolumeX size={18} aria-hidden />
            {t("tapForSound")}
          </button>
        )}
        {sign && <Pill>{sign}</Pill>}
        {offline && (
          <Pill>
            <WifiOff size={16} aria-hidden />
            {t("offline")}
          </Pill>
        )}
        {media.state === "refused" && (
          <RefusalNotice refusal={media.refusal} className="pointer-events-auto max-w-sm shadow-float" />
        )}
      </div>
    </div>
  );
};

const Pill = ({ children }: { children: ReactNode }) => (
  <p className="flex min-h-9 items-center gap-2 rounded-full bg-black/60 px-4 py-1.5 text-sm font-medium text-white backdrop-blur-md">
    {children}
  </p>
);

/** How long the host is waited for: seen to run down, and said once, as a time of day. */
const HostAway = ({ until }: { until: string | null }) => {
  const t = useTexts("watch");
  const { time } = useDates();
  const now = useServerNow(1000);
  return (
    <span>
      {t("hostAway")}
      {until && (
        <>
          <span aria-hidden className="ml-2 tabular-nums">
            {formatSeconds(secondsUntil(until, now))}
          </span>
          <span className="sr-only">. {t("hostAwayUntil", { time: time(until) })}</span>
        </>
      )}
    </span>
  );
};

const useSign = (show: Show, media: Stream): ReactNode => {
  const t = useTexts("watch");
  const waiting = (text: ReactNode) => (
    <>
      <Spinner size={16} />
      {text}
    </>
  );
  if (show.status === "paused") return waiting(<HostAway until={show.hostAwaitedUntil} />);
  if (media.state === "playing" && media.quality === "sound") return t("soundOnly");
  if (media.state === "playing" && media.feeds[0]?.weak)
    return (
      <>
        <WifiLow size={16} aria-hidden />
        {t("weak")}
      </>
    );
  switch (media.state) {
    case "connecting":
      return waiting(t("connecting"));
    case "waiting-for-host":
      return waiting(t("waitingForHost"));
    case "reconnecting":
      return waiting(t("reconnecting"));
    case "playing":
    case "ended":
    case "removed":
    case "refused":
      return null;
    default:
      return assertNever(media.state);
  }
};
