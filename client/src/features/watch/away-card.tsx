import { Coffee } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { formatSeconds, useServerNow } from "../../lib/clock.ts";

/** In the place of the picture while the host is away for a moment: who, and since when. The drops beside it go on. */
export const AwayCard = ({ name, since }: { name: string; since: string }) => {
  const t = useTexts("watch");
  const now = useServerNow(1000);
  return (
    <div
      role="status"
      className="absolute inset-0 flex flex-col items-center justify-center gap-3 bg-black px-6 text-center text-white"
    >
      <Coffee size={40} aria-hidden className="opacity-80" />
      <p className="text-xl font-semibold">{t("away", { name })}</p>
      <p aria-hidden className="text-sm text-white/80 tabular-nums">
        {t("awaySince", {
          time: formatSeconds(Math.max(0, Math.floor((now - Date.parse(since)) / 1000))),
        })}
      </p>
    </div>
  );
};
