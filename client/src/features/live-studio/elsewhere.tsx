import { useTexts } from "../../i18n/index.ts";
import { Badge } from "../../ui/index.ts";
import { LiveVideo } from "../watch/live-video.tsx";
import type { Elsewhere } from "./use-elsewhere.ts";

/** The show as viewers get it, while OBS or another page sends it. Without sound: the host hears themselves. */
export const ElsewherePicture = ({ elsewhere }: { elsewhere: Elsewhere }) => {
  const t = useTexts("obs");
  const { picture, look } = elsewhere.feed;
  return (
    <div className="absolute inset-0 bg-black">
      <LiveVideo stream={picture} label={t("picture")} look={look} fit="contain" />
      <div role="status" className="absolute top-3 left-3">
        <Badge tone="overlay">
          <SendingState elsewhere={elsewhere} />
        </Badge>
      </div>
    </div>
  );
};

/** Who sends: a program with the shop's key, or somebody in a browser. */
export const SendingState = ({ elsewhere }: { elsewhere: Elsewhere | null }) => {
  const t = useTexts("obs");
  if (!elsewhere) return t("state.waiting");
  return elsewhere.byProgram ? t("state.sending") : t("state.other");
};
