import { Heart } from "lucide-react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { classes } from "../../ui/index.ts";
import type { ChatActs } from "./chat-panel.tsx";
import { useHearts } from "./use-hearts.ts";

interface HeartButtonProps {
  total: number;
  send: ChatActs["sendHearts"];
  overVideo: boolean;
}

/** A heart for a tap, a burst for a thumb that stays down; the hearts of all rise above it. */
export const HeartButton = ({ total, send, overVideo }: HeartButtonProps) => {
  const t = useTexts("chat");
  const { locale } = useLanguage();
  const { flying, tap, press, release, landed } = useHearts(total, send);
  const count = new Intl.NumberFormat(locale, { notation: "compact" }).format(total);
  return (
    <div className="relative shrink-0">
      <div aria-hidden className="pointer-events-none absolute inset-x-0 bottom-full h-56">
        {flying.map(({ id, chance }) => (
          <Heart
            key={id}
            size={22}
            onAnimationEnd={() => landed(id)}
            style={{ left: `${20 + chance * 60}%` }}
            className={classes(
              "absolute bottom-0 -ml-[11px] animate-heart fill-current",
              chance < 0.5 ? "text-accent" : "text-[#ff7a9c]",
            )}
          />
        ))}
      </div>
      <button
        type="button"
        aria-label={t("heart", { count: total, shown: count })}
        title={t("heartHint")}
        onPointerDown={(event) => {
          if (event.button === 0) press();
        }}
        onPointerUp={release}
        onPointerLeave={release}
        onPointerCancel={release}
        onContextMenu={(event) => event.preventDefault()}
        onClick={(event) => {
          // By the keyboard: a pointer's press has counted already.
          if (event.detail === 0) tap();
        }}
        className={classes(
          "flex size-11 touch-manipulation select-none flex-col items-center justify-center rounded-full transition-transform active:scale-90 [-webkit-touch-callout:none]",
          overVideo
            ? "border border-white/25 bg-black/35 text-white backdrop-blur-md"
            : "border border-line text-accent-text hover:bg-raised",
        )}
      >
        <Heart size={18} aria-hidden className="fill-current" />
        {total > 0 && (
          <span className="text-[0.625rem] leading-none font-semibold tabular-nums">{count}</span>
        )}
      </button>
    </div>
  );
};
