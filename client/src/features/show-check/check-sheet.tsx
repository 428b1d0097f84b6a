import type { ReactNode } from "react";
import { useTexts } from "../../i18n/index.ts";
import type { Devices as DevicesControl } from "../../lib/media/index.ts";
import { useIsWide } from "../../lib/use-media-query.ts";
import { isRehearsal } from "../../lib/world.ts";
import { ButtonLink, Sheet } from "../../ui/index.ts";
import { Devices } from "../live-studio/devices.tsx";
import { LiveVideo } from "../watch/live-video.tsx";
import { HearYourself } from "./hear-yourself.tsx";
import { Line } from "./line.tsx";
import { SoundMeter } from "./sound-meter.tsx";
import { ToneTest } from "./tone-test.tsx";
import type { PictureCheck } from "./use-picture-check.ts";
import type { SoundCheck } from "./use-sound-check.ts";
import { lightWords, pictureWords, soundWords } from "./words.ts";

interface CheckSheetProps extends PictureCheck, SoundCheck {
  open: boolean;
  onClose: () => void;
  showId: string;
  devices: DevicesControl;
  stream: MediaStream;
}

/** Camera, microphone and headphones one by one, with what to do about each. */
export const CheckSheet = (props: CheckSheetProps) => {
  const { open, onClose, showId, devices, stream, frames, picture, light, now, sound } = props;
  const t = useTexts("showCheck");
  const wide = useIsWide();
  return (
    // The page behind stays in use: lamps are moved while looking at oneself there.
    <Sheet open={open} onClose={onClose} title={t("title")} modal={false}>
      <div className="flex flex-col gap-6">
        <p className="text-sm text-muted">{t("stays")}</p>
        <Part title={t("camera")}>
          {!wide && (
            <div className="relative h-[24dvh] w-full overflow-hidden rounded-lg bg-black">
              <LiveVideo stream={stream} label={t("checked")} mirrored fit="contain" />
            </div>
          )}
          {/* A phone has no room for them on the page. */}
          {!wide && <Devices devices={devices} />}
          <Line about="picture" words={pictureWords(t, picture)}>
            {frames.perSecond !== null && frames.width > 0 && (
              <p className="text-muted tabular-nums">
                {t("numbers", {
                  width: frames.width,
                  height: frames.height,
                  frames: Math.round(frames.perSecond),
                })}
              </p>
            )}
          </Line>
          <Line about="light" words={lightWords(t, light)} />
        </Part>
        <Part title={t("microphone")}>
          <SoundMeter label={t("level")} now={now} />
          <Line about="sound" words={soundWords(t, sound)} />
          <HearYourself stream={stream} />
        </Part>
        <Part title={t("speakers")}>
          <ToneTest />
        </Part>
        {!isRehearsal && (
          <Part title={t("rest.title")}>
            <p className="text-sm text-muted">{t("rest.text")}</p>
            <div>
              <ButtonLink to={`/studio/shows/${showId}/rehearsal`}>{t("rest.open")}</ButtonLink>
            </div>
          </Part>
        )}
      </div>
    </Sheet>
  );
};

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="flex flex-col gap-3">
    <h3 className="font-semibold">{title}</h3>
    {children}
  </section>
);
