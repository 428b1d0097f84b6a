import {
  type ChatMessage,
  emoteRoutes,
  macroRoutes,
  type NewMessage,
  type Person,
  type Result,
  type ShowSnapshot,
} from "@showdrop/shared";
import { lazy, type ReactNode, Suspense, useCallback, useDeferredValue, useMemo, useState } from "react";
import { useAnswer } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import { ChatInput } from "./chat-input.tsx";
import { ChatList } from "./chat-list.tsx";
import { chatRows, MOST_ROWS_OVER_VIDEO, peopleToMention } from "./chat-rows.ts";
import type { Vocabulary } from "./completion.ts";
import { HeartButton } from "./heart-button.tsx";
import type { MenuTarget } from "./message-menu.tsx";
import { Pinned } from "./pinned-message.tsx";
import { useDraft } from "./use-draft.ts";

/** Loaded when it is first asked for; most who watch never do. */
const MessageMenu = lazy(() => import("./message-menu.tsx").then((m) => ({ default: m.MessageMenu })));

/** What a person does in a chat. */
export interface ChatActs {
  post: (message: NewMessage) => Promise<Result<ChatMessage>>;
  sendHearts: (count: number) => Promise<Result<object>>;
}

/** Whose messages may be taken away here, and whether their authors can be invited; null for a mere viewer. */
export type Moderates = {
  showId: string;
  shopId: string;
  onInvite: ((person: Person) => void) | null;
} | null;

export interface ChatPanelProps {
  show: ShowSnapshot;
  acts: ChatActs;
  offline: boolean;
  moderates: Moderates;
  /** Over a phone's video: glass instead of surfaces, and a short list. */
  overVideo?: boolean;
  /** What the host asks or offers now, between the pinned message and the list. */
  interactions?: ReactNode;
  /** What one should know before writing, above the input. */
  notice?: ReactNode;
  /** Buttons beside the input. */
  beside?: ReactNode;
  /** Over a video: buttons above each other, at the right of the list. */
  rail?: ReactNode;
}

/** A shop's emotes and saved texts rarely change; a page that is open for long asks again when it comes back. */
const WORDS_STALE_MS = 60_000;

const useWords = ({ show, messages, team, role }: ShowSnapshot, myId: string | undefined): Vocabulary => {
  const params = { shopId: show.shop.id };
  const options = { staleTime: WORDS_STALE_MS };
  const emotes = useAnswer(emoteRoutes.listEmotes, { params }, { ...options, enabled: myId !== undefined });
  const macros = useAnswer(macroRoutes.listMacros, { params }, { ...options, enabled: role !== null });
  const people = useMemo(() => peopleToMention(messages, team, myId), [messages, team, myId]);
  return { people, emotes: emotes.data?.items ?? [], macros: macros.data?.items ?? [] };
};

/** A show's chat, from top to bottom: pinned message, interactions, the list, a notice, the input. */
export const ChatPanel = (props: ChatPanelProps) => {
  const { me } = useMe();
  // What somebody was writing belongs to them and to this show.
  return <Chat key={`${props.show.show.id}.${me?.id ?? ""}`} {...props} myId={me?.id} />;
};

const Chat = ({
  show,
  acts,
  offline,
  moderates,
  overVideo = false,
  interactions,
  notice,
  beside,
  rail,
  myId,
}: ChatPanelProps & { myId: string | undefined }) => {
  const whose = `${show.show.id}.${myId ?? ""}`;
  const draft = useDraft(whose, acts.post, offline, show.chatRules.revision);
  const words = useWords(show, myId);
  const [target, setTarget] = useState<MenuTarget | null>(null);
  const [asked, setAsked] = useState(false);
  const most = overVideo ? MOST_ROWS_OVER_VIDEO : undefined;
  // When many write, what sells and what one types oneself go before what they say.
  const messages = useDeferredValue(show.messages);
  const lines = useDeferredValue(show.lines);
  const rows = useMemo(() => chatRows(messages, lines, most), [messages, lines, most]);
  const onMenu = useCallback((message: ChatMessage, anchor: Element) => {
    setAsked(true);
    setTarget({ message, anchor });
  }, []);
  const running = show.show.status === "live" || show.show.status === "paused";
  const shared = { myId: myId ?? null, overVideo };

  const pinned = show.pinned && <Pinned pinned={show.pinned} mayUnpin={moderates !== null} {...shared} />;
  const list = (
    <ChatList rows={rows} menu={moderates ? "team" : myId ? "viewer" : null} onMenu={onMenu} {...shared} />
  );
  const write = (
    <div className="flex items-end gap-2">
      <ChatInput {...{ draft, words, offline, overVideo }} />
      {running && myId && !overVideo && (
        <HeartButton total={show.hearts} send={acts.sendHearts} overVideo={false} />
      )}
      {beside}
    </div>
  );
  const menu = asked && (
    <Suspense>
      <MessageMenu
        target={target}
        onClose={() => setTarget(null)}
        onAnswer={draft.answer}
        moderates={moderates}
      />
    </Suspense>
  );
  if (overVideo)
    return (
      <>
        <div className="flex items-end gap-2">
          {/* Together no higher than the lower third: what is asked takes its room from the list. */}
          <div className="flex max-h-[34dvh] min-w-0 grow flex-col gap-2 short:max-h-[46dvh]">
            {pinned}
            {interactions}
            <div className="flex min-h-24 shrink basis-[19dvh] flex-col short:min-h-12">{list}</div>
          </div>
          {rail}
        </div>
        {notice}
        {write}
        {menu}
      </>
    );
  return (
    <div className="flex h-full min-h-0 grow flex-col">
      {pinned}
      {interactions}
      {list}
      <div className="flex flex-col gap-2 border-t border-line p-3">
        {notice}
        {write}
      </div>
      {menu}
    </div>
  );
};
