import { type ChatMessage, newKey, type Refusal, type RepliedTo } from "@showdrop/shared";
import { useRef, useState } from "react";
import { mayHaveHappened } from "../../lib/use-attempt.ts";
import type { ChatActs } from "./chat-panel.tsx";
import { type KeptDraft, keepDraft, keptDraft, noDraft } from "./kept-draft.ts";

export interface Draft {
  text: string;
  replyTo: RepliedTo | null;
  write: (text: string) => void;
  answer: (message: ChatMessage | null) => void;
  /** Sends it, in the name of whoever asked for it; @param mentions ids of those whom the text names. */
  send: (mentions: string[]) => Promise<void>;
  busy: boolean;
  refusal: Refusal | null;
  /** Until when sending is no use, in milliseconds since 1970; 0 when it is. */
  waitUntil: number;
  /** It was sent off without a connection: whoever wrote it sends it when there is one. */
  unsent: boolean;
}

/**
 * One message that is being written, kept for each show and person: through a reload, a lost connection and a refusal.
 * Sent again unchanged it carries the same key, so that it appears once even if only the answer was lost.
 * @param whose names the show and the person.
 * @param rules revision of the chat's rules; what was refused under others may be sent now.
 */
export function useDraft(whose: string, post: ChatActs["post"], offline: boolean, rules: number): Draft {
  const [draft, setDraft] = useState(() => keptDraft(whose));
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [waitUntil, setWaitUntil] = useState(0);
  const [rulesThen, setRulesThen] = useState(rules);
  const [unsent, setUnsent] = useState(false);
  if (rulesThen !== rules) {
    setRulesThen(rules);
    setRefusal(null);
    setWaitUntil(0);
  }
  const newest = useRef(draft);
  const sending = useRef(false);

  const change = (more: Partial<KeptDraft>) => {
    newest.current = { ...newest.current, ...more };
    setDraft(newest.current);
    keepDraft(whose, newest.current);
  };

  const send = async (mentions: string[]) => {
    const { text, replyTo } = newest.current;
    if (sending.current || text.trim() === "" || Date.now() < waitUntil) return;
    setUnsent(offline);
    if (offline) return;
    sending.current = true;
    setBusy(true);
    const key = newest.current.key ?? newKey();
    change({ key });
    const answer = await post({ text, replyTo: replyTo?.messageId ?? null, mentions, key });
    sending.current = false;
    setBusy(false);
    setRefusal(answer.ok ? null : answer.error);
    if (!answer.ok) {
      const { code, retryAfter } = answer.error;
      // A timeout is counted down above the input, and may be lifted before.
      if (retryAfter !== undefined && code !== "TIMED_OUT") setWaitUntil(Date.now() + retryAfter * 1000);
      // Refused for good under this key; after a lost answer the key is what keeps it from appearing twice.
      if (!mayHaveHappened(answer.error) && newest.current.key === key) change({ key: null });
      if (code === "MESSAGE_GONE") change({ replyTo: null });
      return;
    }
    // What was typed while the message was on its way is the next one.
    if (newest.current.text === text) change(noDraft);
    else change({ key: null, replyTo: null });
  };

  return {
    ...draft,
    write: (text) => {
      change({ text, key: null });
      setRefusal(null);
      setUnsent(false);
    },
    answer: (message) =>
      change({
        key: null,
        replyTo: message && { messageId: message.id, author: message.author, text: message.text },
      }),
    send,
    busy,
    refusal,
    waitUntil,
    unsent,
  };
}
