import type { ChatMessage, ShowSnapshot } from "@showdrop/shared";
import { useEffect, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { secondsUntil, useServerNow } from "../../lib/clock.ts";
import { useMe } from "../../lib/session.ts";
import { classes } from "../../ui/index.ts";
import { useSentences } from "./use-sentences.ts";

interface ChatRulesNoticeProps {
  show: ShowSnapshot;
  overVideo?: boolean;
}

/** Says above the chat's input what holds in this chat now, and when I may write again; nothing while all is open. */
export const ChatRulesNotice = ({ show, overVideo = false }: ChatRulesNoticeProps) => {
  const t = useTexts("rules");
  const { chatRules: rules, role, messages } = show;
  const sentences = useSentences(rules);
  const again = useSlowTimer(rules.slowSeconds, messages);
  if (sentences.length === 0) return null;
  return (
    <section
      aria-label={t("notice.label")}
      className={classes(
        "text-sm leading-snug",
        overVideo
          ? "w-fit rounded-md bg-black/55 px-3 py-1.5 text-white"
          : "rounded-md bg-raised px-3 py-2 text-muted",
      )}
    >
      <p role="status">{role ? [...sentences, t("notice.team")].join(" ") : sentences.join(" ")}</p>
      {!role && again > 0 && (
        <p className={classes("font-semibold tabular-nums", !overVideo && "text-ink")}>
          {t("notice.again", { seconds: again })}
        </p>
      )}
    </section>
  );
};

/** Seconds until I may write again in slow mode, by the last line of mine that this page saw; 0 when I may. */
const useSlowTimer = (slowSeconds: number | null, messages: readonly ChatMessage[]): number => {
  const { me } = useMe();
  const now = useServerNow(1000);
  // Kept: in a quick chat it scrolls out of the history before the time is up.
  const [lastAt, setLastAt] = useState<string | null>(null);
  const mine = messages.findLast(({ author }) => author.id === me?.id)?.at ?? null;
  useEffect(() => {
    if (mine) setLastAt((known) => (known && known > mine ? known : mine));
  }, [mine]);
  if (slowSeconds === null || !lastAt) return 0;
  return secondsUntil(new Date(Date.parse(lastAt) + slowSeconds * 1000).toISOString(), now);
};
