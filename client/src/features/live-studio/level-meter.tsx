import { useTexts } from "../../i18n/index.ts";

/** How loud the microphone is, 0 to 1, so that a host sees before going live that they are heard. */
export const LevelMeter = ({ level }: { level: number }) => {
  const t = useTexts("liveStudio");
  const shown = Math.min(1, Math.max(0, level));
  return (
    <div className="relative flex items-center gap-3 text-sm text-muted">
      <span aria-hidden>{t("level")}</span>
      <meter value={shown} aria-label={t("level")} className="sr-only" />
      <span aria-hidden className="h-2 grow overflow-hidden rounded-full bg-sunken">
        <span className="block h-full rounded-full bg-success" style={{ width: `${shown * 100}%` }} />
      </span>
    </div>
  );
};
