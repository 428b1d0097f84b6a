import { useTexts } from "../../i18n/index.ts";
import { useAudioLevel } from "../../lib/media/index.ts";

/** How loud the microphone is, so that a host sees before going live that they are heard. */
export const LevelMeter = ({ stream }: { stream: MediaStream | null }) => {
  const t = useTexts("liveStudio");
  const level = useAudioLevel(stream);
  return (
    <div className="relative flex items-center gap-3 text-sm text-muted">
      <span aria-hidden>{t("level")}</span>
      <meter value={level} aria-label={t("level")} className="sr-only" />
      <span aria-hidden className="h-2 grow overflow-hidden rounded-full bg-sunken">
        <span className="block h-full rounded-full bg-success" style={{ width: `${level * 100}%` }} />
      </span>
    </div>
  );
};
