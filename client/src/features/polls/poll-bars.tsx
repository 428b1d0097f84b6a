import type { Poll } from "@showdrop/shared";
import { Check } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { classes } from "../../ui/index.ts";

interface PollBarsProps {
  poll: Poll;
  /** My answer's place, from 0. */
  mine: number | null;
  /** Null: nobody votes here, as in the studio or once it is closed. */
  onVote: ((answer: number) => void) | null;
  overVideo?: boolean;
}

export const percentOf = (counts: readonly number[], at: number): number => {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return all === 0 ? 0 : Math.round(((counts[at] ?? 0) / all) * 100);
};

/** A poll's answers with their shares as bars: buttons while one may vote. */
export const PollBars = ({ poll, mine, onVote, overVideo = false }: PollBarsProps) => {
  const t = useTexts("polls");
  const most = Math.max(...poll.counts);
  return (
    // Over the video two and two stand side by side: what lies under them is the show.
    <ul className={classes("gap-1.5", overVideo ? "grid grid-cols-2" : "flex flex-col")}>
      {poll.answers.map((answer, at) => {
        const percent = percentOf(poll.counts, at);
        const votes = poll.counts[at] ?? 0;
        const won = poll.status === "closed" && votes === most && most > 0;
        const bar = (
          <>
            <span
              aria-hidden
              style={{ width: `${percent}%` }}
              className={classes(
                "absolute inset-y-0 left-0 rounded-[inherit] transition-[width] duration-500 motion-reduce:transition-none",
                overVideo ? "bg-white/25" : mine === at || won ? "bg-accent-soft" : "bg-raised",
              )}
            />
            <span aria-hidden className="relative flex min-w-0 grow items-center gap-1.5 font-semibold">
              {mine === at && <Check size={16} strokeWidth={3} className="shrink-0" />}
              <span className="truncate">{answer}</span>
            </span>
            <span aria-hidden className="relative shrink-0 font-bold tabular-nums">
              {percent} %
            </span>
          </>
        );
        const look = classes(
          "relative flex h-11 w-full items-center justify-between gap-3 overflow-hidden rounded-md border px-3 text-left text-[0.9375rem]",
          overVideo ? "border-white/30 text-white" : "border-line-strong/60 text-ink",
          (mine === at || won) && (overVideo ? "border-white" : "border-accent"),
        );
        const result = t("result", { answer, percent, votes: t("votes", { count: votes }) });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer is its place; two may have the same words.
          <li key={at}>
            {onVote ? (
              <button type="button" aria-pressed={mine === at} onClick={() => onVote(at)} className={look}>
                <span className="sr-only">{`${t("vote", { answer })}. ${result}`}</span>
                {bar}
              </button>
            ) : (
              <div className={look}>
                <span className="sr-only">{result}</span>
                {bar}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
};
