import { Search, X } from "lucide-react";
import { type ComponentProps, type SubmitEvent, useEffect, useRef, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { classes } from "../../ui/index.ts";

/** What is typed is looked for after this pause, in milliseconds. */
const PAUSE_MS = 250;

/** The field that searches; it asks while one types, and at once on Enter. */
export const SearchField = ({
  value,
  onSearch,
  className,
  ...rest
}: {
  value: string;
  onSearch: (text: string) => void;
  className?: string;
} & Pick<ComponentProps<"input">, "autoFocus" | "id">) => {
  const t = useTexts("search");
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The address changed by other means: the back button, a link.
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if (value !== text.trim()) setText(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (next: string) => {
    clearTimeout(timer.current);
    onSearch(next.trim());
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    search(text);
  };
  return (
    <search className={classes("min-w-0", className)}>
      <form onSubmit={submit} className="relative">
        <Search
          size={18}
          aria-hidden
          className="pointer-events-none absolute inset-y-0 left-3.5 my-auto text-faint"
        />
        <input
          {...rest}
          ref={input}
          type="search"
          enterKeyHint="search"
          autoComplete="off"
          aria-label={t("field")}
          placeholder={t("placeholder")}
          maxLength={100}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => onSearch(target.value.trim()), PAUSE_MS);
          }}
          className="h-11 w-full min-w-0 rounded-full border border-line-strong/60 bg-surface pr-11 pl-10.5 text-base text-ink transition-colors placeholder:text-faint hover:border-line-strong focus-visible:outline-offset-0 [&::-webkit-search-cancel-button]:hidden"
        />
        {text !== "" && (
          <button
            type="button"
            aria-label={t("clear")}
            onClick={() => {
              setText("");
              search("");
              input.current?.focus();
            }}
            className="absolute inset-y-0 right-0 flex w-11 items-center justify-center rounded-full text-faint hover:text-ink"
          >
            <X size={18} aria-hidden />
          </button>
        )}
      </form>
    </search>
  );
};
