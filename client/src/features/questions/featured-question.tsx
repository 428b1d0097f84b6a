import type { ShowSnapshot } from "@showdrop/shared";
import { MessageCircleQuestion } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { classes } from "../../ui/index.ts";

/**
 * The question that the host is answering, over the video's lower third: it never lies over the middle, where the
 * seller's hands are. It is read out once when it appears.
 */
export const FeaturedQuestion = ({ show, className }: { show: ShowSnapshot; className?: string }) => {
  const t = useTexts("questions");
  const question = show.questions.find(({ status }) => status === "featured");
  return (
    <div aria-live="polite" className={classes("empty:hidden", className)}>
      {question && (
        <figure
          key={question.id}
          className="flex items-start gap-3 rounded-lg border-l-4 border-accent bg-black/75 px-4 py-3 text-white backdrop-blur-md"
        >
          <MessageCircleQuestion size={22} aria-hidden className="mt-0.5 shrink-0" />
          <div className="min-w-0">
            <figcaption className="truncate text-sm font-medium text-white/85">
              {t("featured", { name: question.author.displayName })}
            </figcaption>
            <blockquote className="line-clamp-4 text-[1.0625rem] leading-snug font-semibold [overflow-wrap:anywhere]">
              {question.text}
            </blockquote>
          </div>
        </figure>
      )}
    </div>
  );
};
