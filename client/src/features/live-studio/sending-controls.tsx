import { Mic, MicOff, Settings2, Square, Video, VideoOff } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import type { BroadcastControl } from "../../lib/media/index.ts";
import { Button, IconButton } from "../../ui/index.ts";
import { ScreenButton } from "../stage/screen-button.tsx";
import { Health } from "./health.tsx";

interface SendingControlsProps {
  broadcast: BroadcastControl;
  /** Other devices are being chosen. */
  choosing: boolean;
  onChoose: () => void;
  onEnd: () => void;
}

/** What a host does with what is sent while it is sent, and how the sending goes. */
export const SendingControls = ({ broadcast, choosing, onChoose, onEnd }: SendingControlsProps) => {
  const t = useTexts("liveStudio");
  const { muted } = broadcast;
  const toggle = (kind: "audio" | "video") => broadcast.setMuted(kind, !muted[kind]);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <IconButton
        variant={muted.audio ? "danger" : "secondary"}
        aria-pressed={muted.audio}
        label={muted.audio ? t("micOn") : t("micOff")}
        icon={muted.audio ? <MicOff size={20} aria-hidden /> : <Mic size={20} aria-hidden />}
        onClick={() => toggle("audio")}
      />
      <IconButton
        variant={muted.video ? "danger" : "secondary"}
        aria-pressed={muted.video}
        label={muted.video ? t("cameraOn") : t("cameraOffDo")}
        icon={muted.video ? <VideoOff size={20} aria-hidden /> : <Video size={20} aria-hidden />}
        onClick={() => toggle("video")}
      />
      <ScreenButton screen={broadcast.screen} />
      <IconButton
        variant="secondary"
        aria-pressed={choosing}
        label={t("choose")}
        icon={<Settings2 size={20} aria-hidden />}
        onClick={onChoose}
      />
      <Health health={broadcast.health} audience={broadcast.audience} />
      <Button variant="danger" className="ml-auto" icon={<Square size={16} aria-hidden />} onClick={onEnd}>
        {t("end")}
      </Button>
    </div>
  );
};
