import type { ModerationEntry } from "@showdrop/shared";
import { Pause, Play } from "lucide-react";
import { useEffect, useLayoutEffect, useRef } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useDates } from "../../lib/time.ts";
import { Button, classes } from "../../ui/index.ts";
import { MessageText } from "../chat/message-text.tsx";
import { goneBy, type ModLine } from "./mod-lines.ts";

/** Pixels from the newest line within which a reader counts as following it. */
const FOLLOWING_PX = 32;

interface ModChatProps {
  lines: readonly ModLine[];
  /** Lines that came since the chat stands still. */
  waiting: number;
  frozen: boolean;
  onFreeze: (frozen: boolean) => void;
  moderated: readonly ModerationEntry[];
  selectedId: string | null;
  onSelect: (messageId: string) => void;
  onPerson: (line: ModLine) => void;
  myId: string | null;
}

/** The chat in full width: it stands still once somebody scrolls back, selects or asks, until they let it go on. */
export const ModChat = ({ lines, waiting, frozen, onFreeze, selectedId, ...row }: ModChatProps) => {
  const t = useTexts("mods");
  const box = useRef<HTMLDivElement>(null);
  const newest = lines.at(-1)?.message.id;
  useLayoutEffect(() => {
    if (newest && !frozen && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [newest, frozen]);
  useEffect(() => {
    if (selectedId === null) return;
    box.current?.querySelector(`[data-line="${selectedId}"]`)?.scrollIntoView({ block: "nearest" });
  }, [selectedId]);
  return (
    <div className="relative flex min-h-0 min-w-0 grow flex-col">
      <div
        ref={box}
        role="log"
        aria-label={t("chat.label")}
        aria-live={frozen ? "off" : "polite"}
        onScroll={({ currentTarget: at }) => {
          const atEnd = at.scrollHeight - at.scrollTop - at.clientHeight < FOLLOWING_PX;
          if (!atEnd && !frozen) onFreeze(true);
        }}
        // Focusable, so that a keyboard can scroll it.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
        tabIndex={0}
        className="min-h-0 grow overflow-y-auto overscroll-contain focus-visible:-outline-offset-2"
      >
        {lines.length === 0 && <p className="p-5 text-muted">{t("chat.empty")}</p>}
        <ul className="flex flex-col py-2">
          {lines.map((line) => (
            <Line key={line.message.id} line={line} selected={line.message.id === selectedId} {...row} />
          ))}
        </ul>
      </div>
      {frozen && (
        <div className="flex items-center gap-3 border-t border-line bg-warn-soft px-4 py-1.5 text-sm font-medium text-warn">
          <Pause size={16} aria-hidden className="shrink-0" />
          <p role="status" className="grow">
            {waiting > 0 ? t("chat.frozenWith", { count: waiting }) : t("chat.frozen")}
          </p>
          <Button size="sm" icon={<Play size={16} aria-hidden />} onClick={() => onFreeze(false)}>
            {t("chat.goOn")}
          </Button>
        </div>
      )}
    </div>
  );
};

type LineProps = Pick<ModChatProps, "moderated" | "onSelect" | "onPerson" | "myId"> & {
  line: ModLine;
  selected: boolean;
};

const Line = ({ line, selected, moderated, onSelect, onPerson, myId }: LineProps) => {
  const t = useTexts("mods");
  const chat = useTexts("chat");
  const { time } = useDates();
  const { message } = line;
  const gone = line.state === "gone";
  const by = goneBy(line, moderated);
  return (
    <li
      data-line={message.id}
      aria-current={selected || undefined}
      className={classes(
        "group grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 border-l-3 px-3 py-1 text-[0.9375rem] leading-snug sm:grid-cols-[3.5rem_minmax(0,1fr)_auto] sm:px-4",
        selected ? "border-accent bg-accent-soft" : "border-transparent hover:bg-raised",
      )}
    >
      <time dateTime={message.at} className="text-xs whitespace-nowrap text-muted tabular-nums max-sm:hidden">
        {time(message.at)}
      </time>
      <p className="min-w-0 [overflow-wrap:anywhere]">
        <button
          type="button"
          onClick={() => onPerson(line)}
          aria-label={t("chat.person", { name: message.author.displayName })}
          className="relative mr-1.5 inline rounded-xs font-semibold text-muted underline-offset-2 after:absolute after:-inset-y-1 after:inset-x-0 hover:text-ink hover:underline"
        >
          {message.author.displayName}
        </button>
        {message.role && (
          <span className="mr-1.5 rounded-xs bg-info-soft px-1.5 py-px text-[0.6875rem] font-semibold text-info">
            {chat(`role.${message.role}`)}
          </span>
        )}
        <span className={gone ? "text-muted line-through" : ""}>
          <MessageText message={message} myId={myId} />
        </span>
        {gone && (
          <span className="ml-2 text-sm text-danger">
            {by ? t("chat.goneBy", { name: by.actor?.displayName ?? t("log.system") }) : t("chat.gone")}
          </span>
        )}
      </p>
      <button
        type="button"
        onClick={() => onSelect(message.id)}
        aria-pressed={selected}
        className="relative rounded-sm px-2 text-sm font-semibold text-accent-text after:absolute after:-inset-2 sm:opacity-0 sm:group-hover:opacity-100 sm:focus-visible:opacity-100"
      >
        {t("chat.select")}
      </button>
    </li>
  );
};
