import type { ChatMessage, NewMessage, Person, Result, ShowSnapshot } from "@showdrop/shared";
import type { ReactNode } from "react";
import { ChatInput } from "./chat-input.tsx";
import { ChatList } from "./chat-list.tsx";

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

interface ChatPanelProps {
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
}

/** A show's chat, from top to bottom: pinned message, interactions, the list, a notice, the input. */
export const ChatPanel = ({
  show,
  acts,
  moderates,
  overVideo = false,
  interactions,
  notice,
  beside,
}: ChatPanelProps) => {
  const list = <ChatList messages={show.messages} moderates={moderates} overVideo={overVideo} />;
  const write = (
    <div className="flex items-end gap-2">
      <ChatInput post={acts.post} overVideo={overVideo} />
      {beside}
    </div>
  );
  if (overVideo)
    return (
      <>
        {interactions}
        <div className="flex h-[19dvh] w-[82%] flex-col">{list}</div>
        {notice}
        {write}
      </>
    );
  return (
    <div className="flex h-full min-h-0 grow flex-col">
      {interactions}
      {list}
      <div className="flex flex-col gap-2 border-t border-line p-3">
        {notice}
        {write}
      </div>
    </div>
  );
};
