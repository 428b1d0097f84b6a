import { chatRoutes, type PinnedMessage } from "@showdrop/shared";
import { Pin, PinOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { classes, IconButton, useToast } from "../../ui/index.ts";
import { MessageText } from "./message-text.tsx";

interface PinnedProps {
  pinned: PinnedMessage;
  myId: string | null;
  /** The team takes it down again. */
  mayUnpin: boolean;
  overVideo: boolean;
}

/** What the team wants everybody to read, whenever they come. Two lines, and all of it at a press. */
export const Pinned = ({ pinned: { message, pinnedBy }, myId, mayUnpin, overVideo }: PinnedProps) => {
  const t = useTexts("chat");
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const text = useRef<HTMLDivElement>(null);
  const [cut, setCut] = useState(false);
  useEffect(() => {
    const element = text.current;
    if (!element || open) return;
    const sizes = new ResizeObserver(() => setCut(element.scrollHeight > element.clientHeight));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [open]);
  const unpin = useSend(chatRoutes.unpinMessage);
  return (
    <section
      aria-label={t("pinned")}
      className={classes(
        "flex shrink-0 items-start gap-2.5 text-[0.9375rem] leading-snug [overflow-wrap:anywhere]",
        overVideo
          ? "rounded-md bg-black/55 py-1.5 pr-1 pl-2.5 text-white backdrop-blur-md"
          : "border-b border-line bg-raised py-2 pr-1.5 pl-4",
      )}
    >
      <Pin size={16} aria-hidden className={classes("mt-0.5 shrink-0", !overVideo && "text-accent-text")} />
      <div className="min-w-0 grow">
        <p className={classes("text-xs", overVideo ? "text-white/80" : "text-muted")}>
          {t("pinnedBy", { name: pinnedBy.displayName })}
        </p>
        <div ref={text} className={classes("max-h-[30dvh] overflow-y-auto", !open && "line-clamp-2")}>
          <span className="mr-1.5 font-semibold">{message.author.displayName}</span>
          <MessageText message={message} myId={myId} overVideo={overVideo} />
        </div>
        {(cut || open) && (
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="relative text-xs font-semibold underline underline-offset-2 after:absolute after:-inset-2"
          >
            {open ? t("less") : t("more")}
          </button>
        )}
      </div>
      {mayUnpin && (
        <IconButton
          label={t("unpin")}
          icon={<PinOff size={16} aria-hidden />}
          busy={unpin.isPending}
          onClick={() => unpin.mutate({ params: { showId: message.showId } }, { onError: toast.refusal })}
          className={classes("size-9!", overVideo && "text-white! hover:bg-white/15")}
        />
      )}
    </section>
  );
};
