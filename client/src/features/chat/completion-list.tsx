import { assertNever } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { Avatar, classes } from "../../ui/index.ts";
import type { Choice } from "./completion.ts";
import type { Completing } from "./use-completion.ts";

const Look = ({ choice }: { choice: Choice }) => {
  switch (choice.kind) {
    case "person":
      return (
        <>
          <Avatar name={choice.person.displayName} size={24} />
          <span className="truncate">{choice.person.displayName}</span>
        </>
      );
    case "emote":
      return (
        <>
          <img src={choice.emote.url} alt="" className="h-6 max-w-12 object-contain" />
          <span className="truncate">:{choice.emote.code}:</span>
        </>
      );
    case "macro":
      return (
        <>
          <span className="shrink-0 font-semibold">/{choice.macro.name}</span>
          <span className="truncate text-muted">{choice.macro.text}</span>
        </>
      );
    default:
      return assertNever(choice);
  }
};

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** What the word that is being written may become, above the input. */
export const CompletionList = ({ id, completing }: { id: string; completing: Completing }) => {
  const t = useTexts("chat");
  const { completion, active, choose } = completing;
  if (!completion) return null;
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t("suggestions")}
      className="absolute inset-x-0 bottom-full z-30 mb-2 overflow-hidden rounded-md border border-line bg-surface p-1.5 text-ink shadow-float"
    >
      {completion.choices.map((choice, index) => (
        <div
          key={choice.id}
          id={optionId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          // The input keeps the keyboard.
          onPointerDown={(event) => {
            event.preventDefault();
            choose(choice);
          }}
          className={classes(
            "flex min-h-11 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 text-sm font-medium hover:bg-raised",
            index === active && "bg-raised",
          )}
        >
          <Look choice={choice} />
        </div>
      ))}
    </div>
  );
};
