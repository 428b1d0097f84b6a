import { MAX_MESSAGE_LENGTH } from "@showdrop/shared";
import { SendHorizontal } from "lucide-react";
import type { FormEvent } from "react";
import { Link, useLocation } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useRefusalText } from "../../i18n/refusal-text.ts";
import { signInPath } from "../../lib/paths.ts";
import { useMe } from "../../lib/session.ts";
import { classes, IconButton } from "../../ui/index.ts";
import type { ChatActs } from "./chat-panel.tsx";
import { useDraft } from "./use-draft.ts";

/** From here on the characters left are shown. */
const NEARLY_FULL = 40;

interface ChatInputProps {
  post: ChatActs["post"];
  /** Over the video: glass instead of a surface. */
  overVideo?: boolean;
}

/** Where a viewer writes; a visitor finds the way to sign in instead, and comes back here. */
export const ChatInput = ({ post, overVideo = false }: ChatInputProps) => {
  const t = useTexts("chat");
  const say = useRefusalText();
  const { me, loading } = useMe();
  const { pathname } = useLocation();
  const draft = useDraft(post);
  const left = MAX_MESSAGE_LENGTH - [...draft.text].length;
  const look = classes(
    "h-11 w-full min-w-0 grow rounded-full border px-4 text-base",
    overVideo
      ? "border-white/25 bg-black/35 text-white backdrop-blur-md placeholder:text-white/75"
      : "border-line-strong/60 bg-surface text-ink placeholder:text-faint",
  );

  if (!me)
    return (
      <Link
        to={signInPath(pathname)}
        className={classes(look, "flex items-center font-medium", loading && "invisible")}
      >
        {t("signInToChat")}
      </Link>
    );

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void draft.send();
  };
  return (
    <form onSubmit={submit} className="flex min-w-0 grow flex-col gap-1">
      {draft.refusal && (
        <p
          role="alert"
          className={classes(
            "px-4 text-sm font-medium",
            overVideo ? "w-fit rounded-full bg-black/70 py-1 text-white" : "text-danger",
          )}
        >
          {say(draft.refusal)}
        </p>
      )}
      <div className="relative flex items-center gap-2">
        <input
          aria-label={t("write")}
          placeholder={t("write")}
          value={draft.text}
          maxLength={MAX_MESSAGE_LENGTH}
          onChange={({ target }) => draft.write(target.value)}
          autoComplete="off"
          enterKeyHint="send"
          className={classes(look, "pr-12")}
        />
        {left <= NEARLY_FULL && (
          <span className="pointer-events-none absolute right-13 bottom-3.5 text-xs tabular-nums opacity-80">
            {left}
          </span>
        )}
        <IconButton
          type="submit"
          label={t("send")}
          icon={<SendHorizontal size={20} aria-hidden />}
          busy={draft.busy}
          className={classes(
            "absolute right-0 rounded-full!",
            overVideo ? "text-white! hover:bg-white/15" : "text-accent-text!",
          )}
        />
      </div>
    </form>
  );
};
