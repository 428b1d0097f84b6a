import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import type { Devices } from "../../lib/media/index.ts";
import { Button, Card } from "../../ui/index.ts";
import { CheckSheet } from "./check-sheet.tsx";
import { Line } from "./line.tsx";
import { SoundMeter } from "./sound-meter.tsx";
import { summarize } from "./summary.ts";
import { usePictureCheck } from "./use-picture-check.ts";
import { useSoundCheck } from "./use-sound-check.ts";
import { summaryWords } from "./words.ts";

interface ShowCheckProps {
  showId: string;
  devices: Devices;
  /** What they give. */
  stream: MediaStream;
}

/**
 * Whether picture and sound are fit for a show, before it begins: looked at and listened to on this device alone. It
 * advises, and keeps nobody from going live.
 */
export const ShowCheck = ({ showId, devices, stream }: ShowCheckProps) => {
  const t = useTexts("showCheck");
  const studio = useTexts("liveStudio");
  const seen = usePictureCheck(stream);
  const heard = useSoundCheck(stream);
  const [open, setOpen] = useState(false);
  const summary = summarize({ ...seen, ...heard });
  return (
    <Card className="flex flex-col gap-2 p-3">
      <div className="flex items-start gap-3">
        <div role="status" className="min-w-0 grow">
          <Line about="summary" words={summaryWords(t, summary)} />
        </div>
        <Button size="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("open")}
        </Button>
      </div>
      <SoundMeter label={studio("level")} now={heard.now} />
      <CheckSheet
        open={open}
        onClose={() => setOpen(false)}
        showId={showId}
        devices={devices}
        stream={stream}
        {...seen}
        {...heard}
      />
    </Card>
  );
};
