import { Hand, Video } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import type { Devices as DevicesControl } from "../../lib/media/index.ts";
import { Button, Sheet } from "../../ui/index.ts";
import { DeviceFaultNotice } from "../live-studio/device-fault.tsx";
import { Devices } from "../live-studio/devices.tsx";
import { LevelMeter } from "../live-studio/level-meter.tsx";
import { LiveVideo } from "../watch/live-video.tsx";

interface InvitationProps {
  invitedBy: string;
  /** The show's. */
  title: string;
  devices: DevicesControl;
  busy: boolean;
  onAccept: () => void;
  onDecline: () => void;
}

/** An invitation on stage: one sees and hears oneself first, while the show plays on behind. */
export const Invitation = ({ invitedBy, title, devices, busy, onAccept, onDecline }: InvitationProps) => {
  const t = useTexts("stage");
  const [open, setOpen] = useState(true);
  const { stream, request } = devices;
  return (
    <>
      {!open && (
        <Button
          variant="primary"
          className="pointer-events-auto rounded-full! shadow-float"
          icon={<Hand size={18} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {t("invitation.pill")}
        </Button>
      )}
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        modal={false}
        title={t("invitation.title", { name: invitedBy })}
        footer={
          <div className="flex gap-2">
            <Button variant="ghost" className="grow" onClick={onDecline}>
              {t("invitation.decline")}
            </Button>
            <Button variant="primary" className="grow" busy={busy} disabled={!stream} onClick={onAccept}>
              {t("invitation.accept")}
            </Button>
          </div>
        }
      >
        <div className="flex flex-col gap-4">
          <p className="text-muted">{t("invitation.text", { title })}</p>
          <div className="relative aspect-video w-full overflow-hidden rounded-lg bg-black">
            <LiveVideo stream={stream} label={t("invitation.preview")} mirrored fit="contain" />
            {!stream && (
              <div className="absolute inset-0 flex items-center justify-center p-4">
                <Button variant="primary" icon={<Video size={18} aria-hidden />} onClick={request}>
                  {t("invitation.allow")}
                </Button>
              </div>
            )}
          </div>
          <DeviceFaultNotice devices={devices} />
          {stream && <LevelMeter stream={stream} />}
          {stream && <Devices devices={devices} />}
        </div>
      </Sheet>
    </>
  );
};
