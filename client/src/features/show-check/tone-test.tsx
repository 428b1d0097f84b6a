import { Volume2 } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { Button } from "../../ui/index.ts";
import { playTone } from "./tone.ts";

/** A short, gentle sound, to find out whether these are the right headphones. */
export const ToneTest = () => {
  const t = useTexts("showCheck");
  const [state, setState] = useState<"none" | "playing" | "played">("none");
  const play = async () => {
    setState("playing");
    await playTone();
    setState("played");
  };
  return (
    <div className="flex flex-col gap-2">
      <div>
        <Button
          icon={<Volume2 size={18} aria-hidden />}
          busy={state === "playing"}
          onClick={() => void play()}
        >
          {t("tone.play")}
        </Button>
      </div>
      <p role="status" className="text-sm text-muted">
        {t(`tone.${state}`)}
      </p>
    </div>
  );
};
