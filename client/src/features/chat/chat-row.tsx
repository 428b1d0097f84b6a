import { assertNever, type ChatMessage, type ShopRole, type SystemLine } from "@showdrop/shared";
import {
  BadgeCheck,
  CircleHelp,
  CornerUpLeft,
  EllipsisVertical,
  Heart,
  type LucideIcon,
  PackageOpen,
  ShoppingBag,
  Tag,
} from "lucide-react";
import { memo } from "react";
import { useTexts } from "../../i18n/index.ts";
import { classes } from "../../ui/index.ts";
import { MessageText } from "./message-text.tsx";

/** What can be done from a row. The functions stay the same, so that a row is drawn once. */
export interface RowActs {
  onMenu: (message: ChatMessage, anchor: Element) => void;
  onJump: (messageId: string) => void;
}

interface MessageRowProps {
  message: ChatMessage;
  acts: RowActs;
  myId: string | null;
  /** Null: nothing can be done with messages, as for a visitor. */
  menu: "team" | "viewer" | null;
  overVideo: boolean;
  /** Somebody jumped here just now. */
  found: boolean;
}

const RoleMark = ({ role, overVideo }: { role: ShopRole; overVideo: boolean }) => {
  const t = useTexts("chat");
  return (
    <span
      className={classes(
        "mr-0.5 rounded-xs px-1.5 py-px align-[1px] text-[0.6875rem] font-semibold whitespace-nowrap",
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

const BadgeMark = ({ badge, overVideo }: { badge: ChatMessage["badges"][number]; overVideo: boolean }) => {
  const t = useTexts("chat");
  const Icon = badge === "buyer" ? BadgeCheck : Heart;
  return (
    <span
      role="img"
      aria-label={t(`badge.${badge}`)}
      title={t(`badge.${badge}`)}
      className={classes(
        "mr-1 inline-flex align-[-2px]",
        overVideo ? "text-white" : badge === "buyer" ? "text-success" : "text-accent-text",
      )}
    >
      <Icon size={15} aria-hidden />
    </span>
  );
};

/** What a message answers to, in one line; pressing it leads there. */
const RepliedTo = ({ message, acts, overVideo }: Pick<MessageRowProps, "message" | "acts" | "overVideo">) => {
  const t = useTexts("chat");
  const { replyTo } = message;
  if (!replyTo) return null;
  const text = replyTo.text ?? t("answeredGone");
  return (
    <button
      type="button"
      disabled={replyTo.text === null}
      onClick={() => acts.onJump(replyTo.messageId)}
      aria-label={t("answerTo", { name: replyTo.author.displayName, text })}
      className={classes(
        "flex max-w-full items-center gap-1 text-left text-[0.8125rem]",
        overVideo ? "text-white/80" : "text-muted",
      )}
    >
      <CornerUpLeft size={13} aria-hidden className="shrink-0" />
      <span className="shrink-0 max-w-[40%] truncate font-semibold">{replyTo.author.displayName}</span>
      <span className={classes("min-w-0 truncate", replyTo.text === null && "italic")}>{text}</span>
    </button>
  );
};

const names = (message: ChatMessage, myId: string | null): boolean =>
  myId !== null && message.author.id !== myId && message.mentions.some(({ id }) => id === myId);

/** One message. */
export const MessageRow = memo(function MessageRow({
  message,
  acts,
  myId,
  menu,
  overVideo,
  found,
}: MessageRowProps) {
  const t = useTexts("chat");
  const moderation = useTexts("moderation");
  const { author } = message;
  const calls = names(message, myId);
  return (
    <li
      data-message={message.id}
      onContextMenu={(event) => {
        if (menu === null) return;
        event.preventDefault();
        acts.onMenu(message, event.currentTarget);
      }}
      className={classes(
        "group/row relative [contain:layout_style] text-[0.9375rem] leading-snug transition-colors duration-500 [overflow-wrap:anywhere] [-webkit-touch-callout:none]",
        // Of a long list only what is in sight is laid out.
        overVideo
          ? "rounded-sm py-0.5 text-white"
          : "rounded-sm px-2 py-1 [contain-intrinsic-height:auto_1.75rem] [content-visibility:auto] hover:bg-raised",
        menu && "pr-8",
        calls && (overVideo ? "bg-accent/55 px-1.5" : "bg-accent-soft hover:bg-accent-soft"),
        found && (overVideo ? "bg-white/30" : "bg-warn-soft hover:bg-warn-soft"),
      )}
    >
      <RepliedTo message={message} acts={acts} overVideo={overVideo} />
      {message.kind === "question" && (
        <CircleHelp
          role="img"
          size={15}
          aria-label={t("question")}
          className={classes("mr-1 inline align-[-2px]", overVideo ? "text-white" : "text-info")}
        />
      )}
      {message.role && <RoleMark role={message.role} overVideo={overVideo} />}
      {message.badges.map((badge) => (
        <BadgeMark key={badge} badge={badge} overVideo={overVideo} />
      ))}{" "}
      <span className={classes("mr-0.5 font-semibold", overVideo ? "text-white/85" : "text-muted")}>
        {author.displayName}
      </span>{" "}
      <MessageText message={message} myId={myId} overVideo={overVideo} />
      {message.state && (
        <span
          className={classes(
            "ml-1.5 rounded-xs px-1.5 py-px text-[0.6875rem] font-semibold",
            overVideo ? "bg-black/50 text-white" : "bg-warn-soft text-warn",
          )}
        >
          {t(`state.${message.state}`)}
        </span>
      )}
      {menu && (
        <button
          type="button"
          aria-haspopup="menu"
          aria-label={
            menu === "team"
              ? moderation("menu", { name: author.displayName })
              : t("menu", { name: author.displayName })
          }
          onClick={({ currentTarget }) => acts.onMenu(message, currentTarget)}
          className={classes(
            "absolute top-0 right-0 flex size-7 items-center justify-center rounded-sm transition-opacity after:absolute after:-inset-x-2 after:-inset-y-0.5",
            "group-hover/row:opacity-100 focus-visible:opacity-100",
            menu === "team" ? "opacity-60" : "opacity-60 lg:opacity-0",
            overVideo ? "text-white" : "text-muted hover:bg-raised",
          )}
        >
          <EllipsisVertical size={16} aria-hidden />
        </button>
      )}
    </li>
  );
});

type Texts = ReturnType<typeof useTexts<"chat">>;

const lineLook = (line: SystemLine, t: Texts): { Icon: LucideIcon; text: string } => {
  switch (line.what) {
    case "bought": {
      const { buyer, title, quantity: count } = line;
      const text =
        buyer === null
          ? t("line.someone", { title, count })
          : t("line.bought", { name: buyer, title, count });
      return { Icon: ShoppingBag, text };
    }
    case "drop_opened":
      return { Icon: PackageOpen, text: t("line.opened", { title: line.title }) };
    case "drop_sold_out":
      return { Icon: Tag, text: t("line.soldOut", { title: line.title }) };
    default:
      return assertNever(line);
  }
};

/** What the show itself says. */
export const LineRow = memo(function LineRow({ line, overVideo }: { line: SystemLine; overVideo: boolean }) {
  const { Icon, text } = lineLook(line, useTexts("chat"));
  return (
    <li
      className={classes(
        "flex items-start gap-2 [contain:layout_style] text-[0.8125rem] leading-snug font-medium [overflow-wrap:anywhere]",
        overVideo
          ? "w-fit rounded-sm bg-black/40 px-2 py-1 text-white"
          : "mx-2 my-0.5 rounded-sm bg-raised px-2.5 py-1.5 text-muted",
      )}
    >
      <Icon size={15} aria-hidden className="mt-0.5 shrink-0" />
      <span className="min-w-0">{text}</span>
    </li>
  );
});
