import { Mic, RotateCcw } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { Button } from "../../ui/index.ts";
import { useRecording } from "./use-recording.ts";

/** Five seconds of oneself, played back. */
export const HearYourself = ({ stream }: { stream: MediaStream }) => {
  const t = useTexts("showCheck");
  const { state, start, playAgain } = useRecording(stream);
  const busy = state === "recording" || state === "playing";
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Button icon={<Mic size={18} aria-hidden />} busy={busy} onClick={start}>
          {t("record.start")}
        </Button>
        {state === "played" && (
          <Button variant="ghost" icon={<RotateCcw size={18} aria-hidden />} onClick={playAgain}>
            {t("record.again")}
          </Button>
        )}
      </div>
      <p role="status" className="text-sm text-muted">
        {t(`record.${state}`)}
      </p>
    </div>
  );
};
