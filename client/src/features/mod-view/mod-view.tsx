import { assertNever, type ShowSnapshot } from "@showdrop/shared";
import { ArrowLeft, Keyboard } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useMe } from "../../lib/session.ts";
import { useIsWide } from "../../lib/use-media-query.ts";
import { Badge, Button, IconButton, Notice, Sheet } from "../../ui/index.ts";
import { AskingPanel } from "../asking/asking-panel.tsx";
import { PersonDialogs, type PersonTask } from "../moderation/person-dialogs.tsx";
import { useModerate } from "../moderation/use-moderate.ts";
import { ModesBar } from "../rules/modes-bar.tsx";
import { Reports } from "../rules/reports.tsx";
import { ReviewQueue } from "../rules/review-queue.tsx";
import { type Review, useReview } from "../rules/use-review.ts";
import { Viewers } from "../watch/top-bar.tsx";
import type { FollowedShow } from "../watch/use-show.ts";
import { ActBar } from "./act-bar.tsx";
import type { HotKeyAct } from "./hot-keys.ts";
import { KeysHelp } from "./keys-help.tsx";
import { ModChat } from "./mod-chat.tsx";
import type { ModLine } from "./mod-lines.ts";
import { useHotKeys } from "./use-hot-keys.ts";
import { useModLines } from "./use-mod-lines.ts";

interface ModViewProps {
  showId: string;
  show: ShowSnapshot;
  followed: FollowedShow;
}

/** The mod view's parts, each in its place: modes above, chat, and beside it the queue, the reports and the questions. */
export const ModView = ({ showId, show, followed }: ModViewProps) => {
  const t = useTexts("mods");
  const watch = useTexts("watch");
  const shopId = show.show.shop.id;
  const { me } = useMe();
  const moderate = useModerate(shopId);
  const review = useReview(showId, followed.reviewed);
  const [task, setTask] = useState<PersonTask>(null);
  const [help, setHelp] = useState(false);
  const lines = useModLines(show.messages);
  /** The last line that was there when the chat was frozen; null while it goes on. */
  const [frozenAt, setFrozenAt] = useState<string | null>(null);
  const [selectedId, setSelectedId] = useState<string | null>(null);

  const end = frozenAt === null ? -1 : lines.findIndex(({ message }) => message.id === frozenAt);
  const shown = end < 0 ? lines : lines.slice(0, end + 1);
  const frozen = end >= 0;
  const selected = shown.find(({ message }) => message.id === selectedId) ?? null;

  const freeze = (on: boolean) => {
    setFrozenAt(on ? (shown.at(-1)?.message.id ?? null) : null);
    if (!on) setSelectedId(null);
  };
  /** Selecting holds the chat: what is about to be judged must not move away. */
  const select = (messageId: string | undefined) => {
    if (messageId === undefined) return;
    if (!frozen) freeze(true);
    setSelectedId(messageId);
  };
  const step = (by: 1 | -1) => {
    const at = shown.findIndex(({ message }) => message.id === selectedId);
    const next = at < 0 ? shown.length - 1 : Math.min(Math.max(at + by, 0), shown.length - 1);
    select(shown[next]?.message.id);
  };
  const judge = (act: "timeOut" | "ban" | "person", { message: { author, role } }: ModLine) => {
    if (act === "person") return setTask({ kind: "card", person: author });
    // Nobody judges the team, nor oneself.
    if (role !== null || author.id === me?.id) return;
    setTask(
      act === "ban" ? { kind: "ban", person: author } : { kind: "timeout", person: author, running: null },
    );
  };
  const act = (what: HotKeyAct) => {
    switch (what) {
      case "next":
        return step(1);
      case "previous":
        return step(-1);
      case "delete":
        if (selected) void moderate.remove(showId, selected.message.id);
        return;
      case "timeOut":
      case "ban":
      case "person":
        if (selected) judge(what, selected);
        return;
      case "approve": {
        const oldest = review.waiting?.[0];
        if (oldest) void review.judge(oldest.message.id, "approve");
        return;
      }
      case "freeze":
        return freeze(!frozen);
      case "clear":
        setTask(null);
        setSelectedId(null);
        return;
      case "help":
        return setHelp(true);
      default:
        return assertNever(what);
    }
  };
  useHotKeys(act);

  return (
    <main className="flex h-dvh flex-col bg-canvas text-ink">
      <header className="flex items-center gap-2 border-b border-line bg-surface py-1.5 pr-2 pl-1">
        <Link
          to={`/shows/${showId}`}
          aria-label={t("toShow")}
          title={t("toShow")}
          className="inline-flex size-11 shrink-0 items-center justify-center rounded-md hover:bg-raised"
        >
          <ArrowLeft size={20} aria-hidden />
        </Link>
        <h1 className="min-w-0 grow truncate font-semibold">{t("title", { show: show.show.title })}</h1>
        <Viewers count={show.viewers} />
        <IconButton
          label={t("keys.title")}
          icon={<Keyboard size={20} aria-hidden />}
          onClick={() => setHelp(true)}
          className="max-lg:hidden"
        />
      </header>
      {followed.link.phase === "reconnecting" && <Notice tone="warn">{watch("offline")}</Notice>}
      <ModesBar show={show} raid={followed.raid} />
      <div className="flex min-h-0 grow flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_auto]">
        <div className="flex min-h-0 min-w-0 grow flex-col">
          <ModChat
            lines={shown}
            waiting={lines.length - shown.length}
            frozen={frozen}
            onFreeze={freeze}
            moderated={followed.moderated}
            selectedId={selectedId}
            onSelect={select}
            onPerson={(line) => {
              select(line.message.id);
              judge("person", line);
            }}
            myId={me?.id ?? null}
          />
          <ActBar line={selected} onAct={act} />
        </div>
        <Beside showId={showId} show={show} followed={followed} review={review} />
      </div>
      <PersonDialogs shopId={shopId} task={task} onTask={setTask} />
      <KeysHelp open={help} onClose={() => setHelp(false)} />
    </main>
  );
};

/** Beside the chat on a desktop, in a sheet on a phone: what waits for the team. */
const Beside = ({ showId, show, followed, review }: ModViewProps & { review: Review }) => {
  const t = useTexts("mods");
  const wide = useIsWide();
  const [open, setOpen] = useState(false);
  const parts = (
    <div className="flex flex-col gap-6">
      <ReviewQueue review={review} />
      <Reports showId={showId} news={followed.reviewed} />
      <AskingPanel show={show} takePart={followed.takePart} />
    </div>
  );
  if (wide)
    return (
      <aside
        aria-label={t("beside")}
        className="min-h-0 w-96 overflow-y-auto overscroll-contain border-l border-line bg-surface p-5"
      >
        {parts}
      </aside>
    );
  return (
    <>
      <div className="order-first border-b border-line bg-surface px-3 py-2">
        <Button size="sm" aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(true)}>
          {t("beside")}
          {review.waiting && review.waiting.length > 0 && <Badge tone="warn">{review.waiting.length}</Badge>}
        </Button>
      </div>
      <Sheet open={open} onClose={() => setOpen(false)} title={t("beside")}>
        {parts}
      </Sheet>
    </>
  );
};
