import type { Refusal } from "@showdrop/shared";
import { useRef, useState } from "react";
import { useAttempt } from "../../lib/use-attempt.ts";
import type { ChatActs } from "./chat-panel.tsx";

export interface Draft {
  text: string;
  write: (text: string) => void;
  send: () => Promise<void>;
  busy: boolean;
  refusal: Refusal | null;
}

/**
 * One message that is being written. A refused or lost one stays in the field; sent again unchanged it carries the same
 * key, so that it appears once even if only the answer was lost.
 */
export function useDraft(post: ChatActs["post"]): Draft {
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const attempt = useAttempt();
  const sending = useRef(false);

  const send = async () => {
    if (sending.current || text.trim() === "") return;
    sending.current = true;
    setBusy(true);
    const answer = await post({ text, key: attempt.keyFor(text) });
    sending.current = false;
    setBusy(false);
    setRefusal(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    attempt.done();
    // What was typed while the message was on its way is the next one.
    setText((now) => (now === text ? "" : now));
  };

  const write = (next: string) => {
    setText(next);
    setRefusal(null);
  };
  return { text, write, send, busy, refusal };
}
