import { type Recording, routes, type Show } from "@showdrop/shared";
import { useRef } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { Badge, Notice, Spinner } from "../../ui/index.ts";
import { type Chapter, chaptersOf, clockTime, stillAt } from "./chapters.ts";
import type { RecordingState } from "./use-recording.ts";

type Ready = Extract<RecordingState, { state: "ready" }>;

/** A show to watch again, with its chapters. */
export const Replay = ({ show, recording, replay }: Ready & { show: Show }) => {
  const t = useTexts("replay");
  const { date } = useDates();
  const video = useRef<HTMLVideoElement>(null);
  const moments = useAnswer(routes.listMoments, { params: { showId: show.id } });
  const chapters = chaptersOf(moments.data?.items ?? [], recording);
  const jumpTo = (atMs: number) => {
    const player = video.current;
    if (!player) return;
    player.currentTime = atMs / 1000;
    // Where the browser does not let a page start sound by itself, the place is shown and waits.
    player.play().catch(() => undefined);
    player.scrollIntoView({ block: "nearest", behavior: "smooth" });
  };
  return (
    <section aria-label={t("title")} className="flex flex-col gap-4">
      {/* biome-ignore lint/a11y/useMediaCaption: what was said live has no transcript. */}
      <video
        ref={video}
        controls
        playsInline
        preload="metadata"
        aria-label={t("video", { title: show.title })}
        poster={replay.posterUrl}
        src={replay.url}
        className="max-h-[80dvh] w-full rounded-lg bg-black object-contain"
        style={{ aspectRatio: `${replay.width} / ${replay.height}` }}
      />
      <p className="flex flex-wrap gap-x-3 text-sm text-muted">
        <span>{t("length", { length: clockTime(replay.durationMs) })}</span>
        {recording.expiresAt && <span>{t("until", { date: date(recording.expiresAt) })}</span>}
      </p>
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
      <ol className="grid gap-1.5 sm:grid-cols-2">
        {chapters.map(({ atMs, kind, title }) => (
          <li key={`${atMs} ${kind} ${title}`}>
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
