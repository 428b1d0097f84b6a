import type { ShowSnapshot } from "@showdrop/shared";
import { MessageCircleQuestion } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { IconButton } from "../../ui/index.ts";
import type { FollowedShow } from "../watch/use-show.ts";

const QuestionsSheet = lazy(() =>
  import("./questions-sheet.tsx").then((m) => ({ default: m.QuestionsSheet })),
);

interface QuestionsButtonProps {
  show: ShowSnapshot;
  acts: Pick<FollowedShow, "post" | "takePart">;
  /** Over a video a round button with the number beside it. */
  glass?: string;
}

/** What viewers ask: how many questions there are, and the way to them. */
export const QuestionsButton = ({ show, acts, glass }: QuestionsButtonProps) => {
  const t = useTexts("questions");
  const [open, setOpen] = useState(false);
  const count = show.questions.length;
  const label = count === 0 ? t("title") : t("open", { count });
  const press = { "aria-haspopup": "dialog", "aria-expanded": open, onClick: () => setOpen(true) } as const;
  return (
    <>
      {glass === undefined ? (
        <div className="border-b border-line px-4 py-2">
          <button
            type="button"
            {...press}
            className="relative flex h-9 w-fit items-center gap-1.5 rounded-full border border-line bg-surface px-3.5 text-sm font-semibold text-ink after:absolute after:inset-x-0 after:-inset-y-1 hover:bg-raised"
          >
            <MessageCircleQuestion size={17} aria-hidden />
            {label}
          </button>
        </div>
      ) : (
        <span className="relative inline-flex">
          <IconButton
            label={label}
            icon={<MessageCircleQuestion size={20} aria-hidden />}
            className={glass}
            {...press}
          />
          {count > 0 && (
            <span
              aria-hidden
              className="pointer-events-none absolute -top-1 -right-1 flex h-5 min-w-5 items-center justify-center rounded-full bg-white px-1 text-xs font-bold text-black tabular-nums"
            >
              {count}
            </span>
          )}
        </span>
      )}
      {open && (
        <Suspense>
          <QuestionsSheet show={show} acts={acts} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
};
