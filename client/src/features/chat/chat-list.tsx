import { ArrowDown } from "lucide-react";
import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { classes } from "../../ui/index.ts";
import { LineRow, MessageRow, type RowActs } from "./chat-row.tsx";
import type { ChatRow } from "./chat-rows.ts";

/** Pixels from the newest message within which a reader counts as following it. */
const FOLLOWING_PX = 48;
/** For how long the row that one jumped to stands out, in milliseconds. */
const FOUND_MS = 1500;

const scrollToEnd = (box: HTMLElement | null) => {
  if (box) box.scrollTop = box.scrollHeight;
};

interface ChatListProps {
  rows: readonly ChatRow[];
  myId: string | null;
  menu: "team" | "viewer" | null;
  /** Must stay the same function, or every row is drawn anew. */
  onMenu: RowActs["onMenu"];
  overVideo: boolean;
}

/** The chat, newest at the bottom. It follows the newest message unless the reader scrolled back, then it stands still. */
export const ChatList = memo(({ rows, myId, menu, onMenu, overVideo }: ChatListProps) => {
  const t = useTexts("chat");
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const newest = rows.at(-1)?.id;
  /** The row at which the reader stopped following; null while they follow. */
  const [stoppedAt, setStoppedAt] = useState<string | null>(null);
  const [found, setFound] = useState<string | null>(null);
  const following = stoppedAt === null;

  // A new message, a keyboard that opens, a card that appears above: the newest message stays in sight. Told between the
  // browser's own layout and its paint: to ask for the height here would make it lay everything out in the midst of drawing.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !list.current || !following) return;
    const sizes = new ResizeObserver(() => scrollToEnd(element));
    sizes.observe(element);
    sizes.observe(list.current);
    return () => sizes.disconnect();
  }, [following]);
  useEffect(() => {
    if (found === null) return;
    const timer = setTimeout(() => setFound(null), FOUND_MS);
    return () => clearTimeout(timer);
  }, [found]);

  const onJump = useCallback((messageId: string) => {
    const row = box.current?.querySelector(`[data-message="${messageId}"]`);
    row?.scrollIntoView({ block: "center" });
    if (row) setFound(messageId);
  }, []);
  const acts = useMemo(() => ({ onMenu, onJump }), [onMenu, onJump]);
  // The row may have been taken away since: then everything that is here came later, or was seen.
  const missed = following ? 0 : rows.length - 1 - rows.findIndex(({ id }) => id === stoppedAt);

  return (
    <div className="relative flex min-h-0 grow flex-col">
      <div
        ref={box}
        role="log"
        aria-label={t("title")}
        // Its flood is read where somebody goes to it; what matters at once is announced elsewhere.
        aria-live="off"
        onScroll={({ currentTarget: at }) => {
          const atEnd = at.scrollHeight - at.scrollTop - at.clientHeight < FOLLOWING_PX;
          setStoppedAt((stopped) => (atEnd ? null : (stopped ?? newest ?? null)));
        }}
        className={classes(
          "flex min-h-0 grow flex-col overflow-y-auto overscroll-contain focus-visible:-outline-offset-2",
          // Or the browser keeps what is seen in its place when the oldest row goes.
          following && "[overflow-anchor:none]",
          overVideo &&
            "[mask-image:linear-gradient(to_bottom,transparent,black_38%)] [scrollbar-width:none] [text-shadow:0_1px_3px_rgb(0_0_0/0.75)]",
        )}
      >
        <ul
          ref={list}
          className={classes("mt-auto flex flex-col", overVideo ? "gap-1 pt-12 pr-2" : "gap-0.5 px-3 py-3")}
        >
          {rows.length === 0 && (
            <li className={classes("py-2 text-sm", overVideo ? "text-white/85" : "px-2 text-muted")}>
              {t("empty")}
            </li>
          )}
          {rows.map((row) =>
            row.kind === "line" ? (
              <LineRow key={row.id} line={row.line} overVideo={overVideo} />
            ) : (
              <MessageRow
                key={row.id}
                message={row.message}
                acts={acts}
                myId={myId}
                menu={menu}
                overVideo={overVideo}
                found={row.id === found}
              />
            ),
          )}
        </ul>
      </div>
      {!following && (
        <button
          type="button"
          onClick={() => {
            setStoppedAt(null);
            scrollToEnd(box.current);
          }}
          className="absolute bottom-2 left-1/2 flex h-9 -translate-x-1/2 items-center gap-1.5 rounded-full bg-ink px-4 text-sm font-semibold whitespace-nowrap text-canvas shadow-float after:absolute after:-inset-y-1 after:inset-x-0"
        >
          <ArrowDown size={16} aria-hidden />
          {missed > 0 ? t("missed", { count: missed }) : t("newest")}
        </button>
      )}
    </div>
  );
});
