import { type Recording, recordingRoutes, type Show } from "@showdrop/shared";
import { Captions, CaptionsOff, Keyboard } from "lucide-react";
import { useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { Badge, Button, Notice, Spinner } from "../../ui/index.ts";
import { KeysHelp } from "../watch/keys-help.tsx";
import { togglePictureInPicture } from "../watch/use-view.ts";
import { useWatchKeys } from "../watch/use-watch-keys.ts";
import { type Chapter, chaptersOf, clockTime, placeOf, stillAt } from "./chapters.ts";
import { useCaptions } from "./use-captions.ts";
import type { RecordingState } from "./use-recording.ts";

type Ready = Extract<RecordingState, { state: "ready" }>;

const playOrPause = (video: HTMLVideoElement | null): void => {
  if (video?.paused) video.play().catch(() => undefined);
  else video?.pause();
};
const toggleFullScreen = async (video: HTMLVideoElement | null): Promise<void> => {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await video?.requestFullscreen();
};

/** A show to watch again, with its chapters and, where there are any, its captions. */
export const Replay = ({ show, recording, replay }: Ready & { show: Show }) => {
  const t = useTexts("replay");
  const view = useTexts("view");
  const { date } = useDates();
  const { language } = useLanguage();
  const nameOf = (tag: string) => new Intl.DisplayNames([language], { type: "language" }).of(tag) ?? tag;
  const video = useRef<HTMLVideoElement>(null);
  const section = useRef<HTMLElement>(null);
  // A link may lead to a moment, such as that in which a product was shown.
  const [search] = useSearchParams();
  const beginAt = placeOf(search.get("at"), recording);
  const moments = useAnswer(recordingRoutes.listMoments, { params: { showId: show.id } });
  const captions = useCaptions(video, show.id);
  const [helping, setHelping] = useState(false);
  const keys = {
    play: () => playOrPause(video.current),
    mute: () => {
      if (video.current) video.current.muted = !video.current.muted;
    },
    fullScreen: () => void toggleFullScreen(video.current).catch(() => undefined),
    pictureInPicture: () => void togglePictureInPicture(section.current).catch(() => undefined),
    ...(captions.tracks.length > 0 && { captions: captions.toggle }),
    help: () => setHelping(true),
  };
  useWatchKeys(keys);
  const chapters = chaptersOf(moments.data?.items ?? [], recording);
  const jumpTo = (atMs: number) => {
    const player = video.current;
    if (!player) return;
    player.currentTime = atMs / 1000;
    // Where the browser does not let a page start sound by itself, the place is shown and waits.
    player.play().catch(() => undefined);
    player.scrollIntoView({ block: "nearest" });
  };
  return (
    <section ref={section} aria-label={t("title")} className="flex flex-col gap-4">
      {/* biome-ignore lint/a11y/useMediaCaption: its captions are the tracks below, where the shop made some. */}
      <video
        ref={video}
        controls
        playsInline
        preload="metadata"
        onLoadedMetadata={({ currentTarget: player }) => {
          if (beginAt !== null) player.currentTime = beginAt / 1000;
        }}
        aria-label={t("video", { title: show.title })}
        poster={replay.posterUrl}
        src={replay.url}
        className="max-h-[80dvh] w-full rounded-lg bg-black object-contain"
        style={{ aspectRatio: `${replay.width} / ${replay.height}` }}
      >
        {captions.tracks.map(({ language, url }) => (
          <track key={url} kind="captions" srcLang={language} label={nameOf(language)} src={url} />
        ))}
      </video>
      <div className="flex flex-wrap gap-2">
        {captions.tracks.length > 0 && (
          <Button
            icon={captions.on ? <Captions size={18} aria-hidden /> : <CaptionsOff size={18} aria-hidden />}
            aria-pressed={captions.on}
            onClick={captions.toggle}
          >
            {view("captions")}
          </Button>
        )}
        <Button
          variant="ghost"
          className="max-sm:hidden"
          icon={<Keyboard size={18} aria-hidden />}
          onClick={() => setHelping(true)}
        >
          {view("keys.title")}
        </Button>
      </div>
      <p className="flex flex-wrap gap-x-3 text-sm text-muted">
        <span>{t("length", { length: clockTime(replay.durationMs) })}</span>
        {recording.expiresAt && <span>{t("until", { date: date(recording.expiresAt) })}</span>}
      </p>
      {helping && <KeysHelp acts={keys} plays onClose={() => setHelping(false)} />}
      <Gaps gaps={recording.gaps} />
      {chapters.length > 0 && <Chapters chapters={chapters} strip={replay.strip} onJump={jumpTo} />}
    </section>
  );
};

const Gaps = ({ gaps }: { gaps: Recording["gaps"] }) => {
  const t = useTexts("replay");
  if (gaps.length === 0) return null;
  const missing = gaps.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  return <Notice>{t("gaps", { count: gaps.length, length: clockTime(missing) })}</Notice>;
};

interface ChaptersProps {
  chapters: readonly Chapter[];
  strip: NonNullable<Recording["replay"]>["strip"];
  onJump: (atMs: number) => void;
}

const Chapters = ({ chapters, strip, onJump }: ChaptersProps) => {
  const t = useTexts("replay");
  const questions = useTexts("questions");
  return (
    <div className="flex flex-col gap-2">
      <h2 className="font-semibold">{t("chapters")}</h2>
      <ol className="grid grid-cols-1 gap-1.5 sm:grid-cols-2">
        {chapters.map(({ atMs, kind, title }) => (
          <li key={`${atMs} ${kind} ${title}`} className="min-w-0">
            <button
              type="button"
              onClick={() => onJump(atMs)}
              className="flex min-h-14 w-full items-center gap-3 rounded-md border border-line bg-surface p-1.5 pr-3 text-left transition-colors hover:bg-raised"
            >
              <span aria-hidden className="h-12 shrink-0 rounded-sm bg-raised" style={stillAt(strip, atMs)} />
              <span className="min-w-0 grow">
                <span className="block truncate font-semibold">{title}</span>
                <span className="text-sm text-muted tabular-nums">{clockTime(atMs)}</span>
              </span>
              {kind === "drop" && <Badge tone="accent">{t("drop")}</Badge>}
              {kind === "question" && <Badge tone="info">{questions("replayTag")}</Badge>}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
};

/** Says that a replay comes, and how far it is. */
export const ReplayInTheMaking = ({ progress }: { progress: number }) => {
  const t = useTexts("replay");
  return (
    <div
      role="status"
      className="flex items-center gap-3 rounded-lg border border-line bg-surface p-4 text-left"
    >
      <Spinner size={20} />
      <span>
        <span className="block font-semibold">{t("making.title")}</span>
        <span className="text-sm text-muted">
          {progress > 0 ? t("making.progress", { percent: Math.round(progress * 100) }) : t("making.soon")}
        </span>
      </span>
    </div>
  );
};
