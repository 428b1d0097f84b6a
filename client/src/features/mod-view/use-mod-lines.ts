import type { ChatMessage } from "@showdrop/shared";
import { useState } from "react";
import { type ModLine, withChat } from "./mod-lines.ts";

/** The chat with what was taken away from it since this page is open. */
export const useModLines = (messages: readonly ChatMessage[]): readonly ModLine[] => {
  const [state, setState] = useState<{ of: readonly ChatMessage[]; lines: readonly ModLine[] }>({
    of: [],
    lines: [],
  });
  if (state.of === messages) return state.lines;
  const lines = withChat(state.lines, messages);
  setState({ of: messages, lines });
  return lines;
};
