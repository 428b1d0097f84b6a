import type { ChatMessage, Person, ShopRole } from "@showdrop/shared";
import { ArrowDown } from "lucide-react";
import { useLayoutEffect, useRef, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { classes } from "../../ui/index.ts";
import { BanDialog } from "../moderation/ban-dialog.tsx";
import { MessageMenu } from "../moderation/message-menu.tsx";

/** Pixels from the newest message within which a reader counts as following it. */
const FOLLOWING_PX = 48;

const RoleMark = ({ role, overVideo }: { role: ShopRole; overVideo: boolean }) => {
  const t = useTexts("chat");
  return (
    <span
      className={classes(
        "mr-1.5 rounded-xs px-1.5 py-px align-[1px] text-[0.6875rem] font-semibold",
        role === "owner"
          ? "bg-accent text-on-accent"
          : overVideo
            ? "bg-white/25 text-white"
            : "bg-info-soft text-info",
      )}
    >
      {t(`role.${role}`)}
    </span>
  );
};

const Line = ({ message, overVideo }: { message: ChatMessage; overVideo: boolean }) => (
  <>
    {message.role && <RoleMark role={message.role} overVideo={overVideo} />}{" "}
    <span className={classes("mr-1.5 font-semibold", overVideo ? "text-white/85" : "text-muted")}>
      {message.author.displayName}
    </span>{" "}
    <span>{message.text}</span>
  </>
);

const scrollToEnd = (box: HTMLElement | null) => {
  if (box) box.scrollTop = box.scrollHeight;
};

interface ChatListProps {
  messages: readonly ChatMessage[];
  /** Whose messages may be taken away here, and whether their authors can be invited; null for a mere viewer. */
  moderates: { showId: string; shopId: string; onInvite: ((person: Person) => void) | null } | null;
  overVideo?: boolean;
}

/** The chat, newest at the bottom. It follows the newest message unless the reader scrolled back. */
export const ChatList = ({ messages, moderates, overVideo = false }: ChatListProps) => {
  const t = useTexts("chat");
  const box = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const [banning, setBanning] = useState<Person | null>(null);
  const newest = messages.at(-1)?.id;

  useLayoutEffect(() => {
    if (newest && following) scrollToEnd(box.current);
  }, [newest, following]);

  return (
    <div className="relative flex min-h-0 grow flex-col">
      <div
        ref={box}
        role="log"
        aria-label={t("title")}
        aria-live="polite"
        onScroll={({ currentTarget: at }) =>
          setFollowing(at.scrollHeight - at.scrollTop - at.clientHeight < FOLLOWING_PX)
        }
        className={classes(
          "flex min-h-0 grow flex-col overflow-y-auto overscroll-contain",
          overVideo &&
            "[mask-image:linear-gradient(to_bottom,transparent,black_38%)] [scrollbar-width:none] [text-shadow:0_1px_3px_rgb(0_0_0/0.75)]",
        )}
      >
        <ul
          className={classes("mt-auto flex flex-col", overVideo ? "gap-1 pt-12 pr-2" : "gap-0.5 px-3 py-3")}
        >
          {messages.length === 0 && (
            <li className={classes("py-2 text-sm", overVideo ? "text-white/85" : "px-2 text-muted")}>
              {t("empty")}
            </li>
          )}
          {messages.map((message) => (
            <li
              key={message.id}
              className={classes(
                "group relative text-[0.9375rem] leading-snug",
                overVideo ? "py-0.5 text-white" : "rounded-sm px-2 py-1 hover:bg-raised",
              )}
            >
              {moderates ? (
                <MessageMenu
                  message={message}
                  showId={moderates.showId}
                  onBan={setBanning}
                  onInvite={moderates.onInvite}
                  overVideo={overVideo}
                >
                  <Line message={message} overVideo={overVideo} />
                </MessageMenu>
              ) : (
                <Line message={message} overVideo={overVideo} />
              )}
            </li>
          ))}
        </ul>
      </div>
      {!following && (
        <button
          type="button"
          onClick={() => {
            setFollowing(true);
            scrollToEnd(box.current);
          }}
          className="absolute bottom-2 left-1/2 flex h-9 -translate-x-1/2 items-center gap-1.5 rounded-full bg-ink px-4 text-sm font-semibold text-canvas shadow-float"
        >
          <ArrowDown size={16} aria-hidden />
          {t("newest")}
        </button>
      )}
      {moderates && <BanDialog shopId={moderates.shopId} person={banning} onClose={() => setBanning(null)} />}
    </div>
  );
};
