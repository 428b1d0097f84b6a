import { LogOut, Mic, MicOff, Radio, Video, VideoOff } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import type { BroadcastControl } from "../../lib/media/index.ts";
import { Button, IconButton, Spinner } from "../../ui/index.ts";
import { ScreenButton } from "./screen-button.tsx";

interface GuestBarProps {
  broadcast: BroadcastControl;
  hasDevices: boolean;
  onToggle: (kind: "audio" | "video") => void;
  /** Sends, after a reload or when another window was sending; asks for the devices first. */
  onSend: () => void;
  onLeave: () => void;
}

/** What a guest has at hand while they are on stage. */
export const GuestBar = ({ broadcast, hasDevices, onToggle, onSend, onLeave }: GuestBarProps) => {
  const t = useTexts("stage");
  const { muted, state, mutedByHost, closedBy, screen } = broadcast;
  const sending = state === "sending" || state === "reconnecting";
  const sign =
    state === "reconnecting"
      ? t("bar.reconnecting")
      : state === "connecting"
        ? t("bar.connecting")
        : closedBy === "replaced"
          ? t("bar.replaced")
          : mutedByHost
            ? t("bar.mutedByHost")
            : null;
  return (
    <section
      aria-label={t("bar.label")}
      className="pointer-events-auto flex max-w-full flex-col items-center gap-2"
    >
      <p
        role="status"
        className={
          sign
            ? "flex items-center gap-2 rounded-full bg-black/70 px-3 py-1.5 text-center text-sm text-white"
            : "sr-only"
        }
      >
        {(state === "connecting" || state === "reconnecting") && <Spinner size={14} />}
        {sign}
      </p>
      <div className="flex items-center gap-1.5 rounded-lg border border-line bg-surface p-1.5 text-ink shadow-float">
        {sending ? (
          <>
            <IconButton
              variant={muted.audio ? "danger" : "secondary"}
              aria-pressed={muted.audio}
              label={muted.audio ? t("bar.micOn") : t("bar.micOff")}
              icon={muted.audio ? <MicOff size={20} aria-hidden /> : <Mic size={20} aria-hidden />}
              onClick={() => onToggle("audio")}
            />
            <IconButton
              variant={muted.video ? "danger" : "secondary"}
              aria-pressed={muted.video}
              label={muted.video ? t("bar.cameraOn") : t("bar.cameraOff")}
              icon={muted.video ? <VideoOff size={20} aria-hidden /> : <Video size={20} aria-hidden />}
              onClick={() => onToggle("video")}
            />
            <ScreenButton screen={screen} />
          </>
        ) : (
          <Button
            variant="primary"
            icon={hasDevices ? <Radio size={18} aria-hidden /> : <Video size={18} aria-hidden />}
            busy={state === "connecting"}
            onClick={onSend}
          >
            {hasDevices ? t("bar.send") : t("invitation.allow")}
          </Button>
        )}
        <IconButton
          variant="danger"
          label={t("bar.leave")}
          icon={<LogOut size={20} aria-hidden />}
          onClick={onLeave}
        />
      </div>
    </section>
  );
};
