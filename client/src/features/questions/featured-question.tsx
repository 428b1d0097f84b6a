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
          className="relative flex items-start gap-3 overflow-hidden rounded-lg bg-black/75 py-2.5 pr-4 pl-5 text-white backdrop-blur-md"
        >
          <span aria-hidden className="absolute inset-y-0 left-0 w-1.5 bg-accent" />
          <MessageCircleQuestion size={22} aria-hidden className="mt-0.5 shrink-0" />
          <div className="min-w-0">
            <figcaption className="truncate text-sm font-medium text-white/85">
              {t("featured", { name: question.author.displayName })}
            </figcaption>
            <blockquote className="line-clamp-3 text-[1.0625rem] leading-snug font-semibold [overflow-wrap:anywhere]">
              {question.text}
            </blockquote>
          </div>
        </figure>
      )}
    </div>
  );
};
