import { MAX_MENTIONS, MAX_MESSAGE_LENGTH } from "@showdrop/shared";
import { Reply, SendHorizontal, X } from "lucide-react";
import { type FormEvent, lazy, Suspense, useId, useRef } from "react";
import { Link, useLocation } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useRefusalText } from "../../i18n/refusal-text.ts";
import { signInPath } from "../../lib/paths.ts";
import { useMe } from "../../lib/session.ts";
import { classes, IconButton } from "../../ui/index.ts";
import { mentionedIn, type Vocabulary } from "./completion.ts";
import { CompletionList, optionId } from "./completion-list.tsx";
import { useCompletion } from "./use-completion.ts";
import type { Draft } from "./use-draft.ts";
import { useSecondsLeft } from "./use-seconds-left.ts";

// After the picture and the first messages: nobody writes before.
const EmojiPicker = lazy(() => import("./emoji-picker.tsx").then((m) => ({ default: m.EmojiPicker })));

/** From here on the characters left are shown. */
const NEARLY_FULL = 40;

interface ChatInputProps {
  draft: Draft;
  words: Vocabulary;
  offline: boolean;
  /** Over the video: glass instead of a surface. */
  overVideo: boolean;
}

const look = (overVideo: boolean) =>
  classes(
    "h-11 w-full min-w-0 grow rounded-full border px-4 text-base",
    overVideo
      ? "border-white/25 bg-black/35 text-white backdrop-blur-md placeholder:text-white/75"
      : "border-line-strong/60 bg-surface text-ink placeholder:text-faint",
  );

/** There is one chat on a page. */
const INPUT_ID = "chat-input";

/** Puts the keyboard where one writes; a visitor's on the way to sign in. */
export const focusChatInput = (): void => document.getElementById(INPUT_ID)?.focus();

/** Where a viewer writes; a visitor finds the way to sign in instead, and comes back here. */
export const ChatInput = (props: ChatInputProps) => {
  const t = useTexts("chat");
  const { me, loading } = useMe();
  const { pathname } = useLocation();
  if (me) return <Writing {...props} />;
  return (
    <Link
      id={INPUT_ID}
      to={signInPath(pathname)}
      className={classes(look(props.overVideo), "flex items-center font-medium", loading && "invisible")}
    >
      {t("signInToChat")}
    </Link>
  );
};

const Writing = ({ draft, words, offline, overVideo }: ChatInputProps) => {
  const t = useTexts("chat");
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const completing = useCompletion(input, draft.text, draft.write, words);
  const seconds = useSecondsLeft(draft.waitUntil);
  const { completion, active } = completing;
  const left = MAX_MESSAGE_LENGTH - draft.text.length;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    completing.close();
    void draft.send(mentionedIn(draft.text, words.people, MAX_MENTIONS));
  };
  const insert = (text: string) => {
    const at = input.current?.selectionEnd ?? draft.text.length;
    draft.write((draft.text.slice(0, at) + text + draft.text.slice(at)).slice(0, MAX_MESSAGE_LENGTH));
    // After React has put the text in: what is picked next comes behind it.
    requestAnimationFrame(() => input.current?.setSelectionRange(at + text.length, at + text.length));
  };
  const quiet = overVideo ? "text-white! hover:bg-white/15" : "text-muted hover:bg-raised";

  return (
    <form onSubmit={submit} className="group flex min-w-0 grow flex-col gap-1">
      <Answering draft={draft} overVideo={overVideo} />
      <Trouble draft={draft} seconds={seconds} offline={offline} overVideo={overVideo} />
      <div className="relative flex items-center">
        <CompletionList id={listId} completing={completing} />
        <input
          ref={input}
          id={INPUT_ID}
          role="combobox"
          aria-label={t("write")}
          aria-expanded={completion !== null}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={completion ? optionId(listId, active) : undefined}
          placeholder={t("write")}
          value={draft.text}
          maxLength={MAX_MESSAGE_LENGTH}
          onChange={({ target }) => {
            draft.write(target.value);
            completing.look();
          }}
          onSelect={completing.look}
          onBlur={completing.close}
          onKeyDown={(event) => {
            // Enter that ends a Korean syllable is no Enter.
            if (!event.nativeEvent.isComposing) completing.onKey(event);
          }}
          autoComplete="off"
          enterKeyHint="send"
          className={classes(look(overVideo), "pr-12 lg:pr-22 group-focus-within:pr-22")}
        />
        {left <= NEARLY_FULL && (
          <span className="pointer-events-none absolute right-23 text-xs tabular-nums opacity-80">
            {left}
          </span>
        )}
        <div className="absolute right-0 flex">
          <Suspense>
            <EmojiPicker emotes={words.emotes} onPick={insert} className={quiet} />
          </Suspense>
          <IconButton
            type="submit"
            label={t("send")}
            icon={
              seconds > 0 ? (
                <span className="text-sm font-bold tabular-nums">{seconds}</span>
              ) : (
                <SendHorizontal size={20} aria-hidden />
              )
            }
            busy={draft.busy}
            disabled={seconds > 0}
            className={classes(
              "rounded-full!",
              overVideo ? "text-white! hover:bg-white/15" : "text-accent-text!",
            )}
          />
        </div>
      </div>
    </form>
  );
};

const Answering = ({ draft, overVideo }: Pick<ChatInputProps, "draft" | "overVideo">) => {
  const t = useTexts("chat");
  if (!draft.replyTo) return null;
  const { author, text } = draft.replyTo;
  return (
    <div
      className={classes(
        "flex items-center gap-2 rounded-md py-0.5 pl-3 text-sm",
        overVideo ? "bg-black/60 text-white backdrop-blur-md" : "bg-raised text-muted",
      )}
    >
      <Reply size={16} aria-hidden className="shrink-0" />
      <span className="sr-only">{t("answering")}</span>
      <span className="min-w-0 grow truncate">
        <span className="font-semibold">{author.displayName}</span> {text}
      </span>
      <IconButton
        label={t("answerNot")}
        icon={<X size={16} aria-hidden />}
        onClick={() => draft.answer(null)}
        className={classes("size-9!", overVideo && "text-white! hover:bg-white/15")}
      />
    </div>
  );
};

/** Why a message is still here: too soon, no connection, or what the server said. */
const Trouble = ({
  draft,
  seconds,
  offline,
  overVideo,
}: Pick<ChatInputProps, "draft" | "offline" | "overVideo"> & { seconds: number }) => {
  const t = useTexts("chat");
  const say = useRefusalText();
  const { refusal, unsent } = draft;
  const why = unsent ? (offline ? t("unsentOffline") : t("unsentBack")) : refusal && say(refusal);
  if (!why) return null;
  return (
    <p
      className={classes(
        "px-4 text-sm font-medium",
        overVideo
          ? "w-fit rounded-lg bg-black/70 py-1 text-white"
          : refusal && !unsent
            ? "text-danger"
            : "text-warn",
      )}
    >
      <span role="alert">{why}</span>
      {seconds > 0 && (
        <span role="timer" className="tabular-nums">
          {" "}
          {t("waitSeconds", { count: seconds })}
        </span>
      )}
    </p>
  );
};
