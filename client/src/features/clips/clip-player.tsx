import type { ClipPage } from "@showdrop/shared";
import { Pause, Play, RotateCcw, Volume2, VolumeX } from "lucide-react";
import { useRef, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { IconButton } from "../../ui/index.ts";
import { clockTime } from "../replay/chapters.ts";
import { usePart } from "./use-part.ts";

/** Seconds by which a key moves. */
const STEP_MS = 1_000;

/** A clip: a part of the replay's film, with controls that know no other part. */
export const ClipPlayer = ({ clip, video: film }: Pick<ClipPage, "clip" | "video">) => {
  const t = useTexts("clips");
  const video = useRef<HTMLVideoElement>(null);
  const { playing, atMs, over, lengthMs, play, pause, seek } = usePart(video, clip);
  // Without sound it may begin by itself; the sound is one press away.
  const [muted, setMuted] = useState(true);
  const toggle = playing ? pause : play;
  const upright = film.height > film.width;
  return (
    <div className="overflow-hidden rounded-xl bg-black">
      <div className={upright ? "mx-auto max-w-md" : ""}>
        <video
          ref={video}
          playsInline
          preload="metadata"
          muted={muted}
          aria-label={t("video", { title: clip.title })}
          poster={clip.posterUrl}
          src={film.url}
          width={film.width}
          height={film.height}
          onLoadedData={play}
          onClick={toggle}
          className="block max-h-[70dvh] w-full bg-black object-contain"
          style={{ aspectRatio: `${film.width} / ${film.height}` }}
        />
      </div>
      <div className="scheme-dark flex items-center gap-1 bg-black px-2 py-1.5 text-white">
        <IconButton
          label={t(playing ? "pause" : over ? "again" : "play")}
          icon={playing ? <Pause aria-hidden /> : over ? <RotateCcw aria-hidden /> : <Play aria-hidden />}
          onClick={toggle}
        />
        <input
          type="range"
          aria-label={t("video", { title: clip.title })}
          aria-valuetext={`${clockTime(atMs)} / ${clockTime(lengthMs)}`}
          min={0}
          max={lengthMs}
          step={STEP_MS / 10}
          value={atMs}
          onChange={({ target }) => seek(Number(target.value))}
          className="h-11 min-w-0 grow accent-accent"
        />
        <span aria-hidden className="px-2 text-sm tabular-nums">
          {clockTime(atMs)} / {clockTime(lengthMs)}
        </span>
        <IconButton
          label={t(muted ? "unmute" : "mute")}
          icon={muted ? <VolumeX aria-hidden /> : <Volume2 aria-hidden />}
          onClick={() => setMuted(!muted)}
        />
      </div>
    </div>
  );
};
