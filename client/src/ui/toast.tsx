import type { Refusal } from "@showdrop/shared";
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useMemo,
  useState,
} from "react";
import { useRefusalText } from "../i18n/refusal-text.ts";
import type { Tone } from "./notice.tsx";

/** Something said in passing. */
export interface Message {
  text: string;
  tone: Tone;
  /** Takes back what the message tells of. */
  undo?: () => void;
}

// No page has anything to say before it is there.
const Toasts = lazy(() => import("./toasts.tsx").then((m) => ({ default: m.Toasts })));

const Say = createContext<(message: Message) => void>(() => {
  throw new Error("nobody says anything outside <Toaster>");
});

/** Wraps the application once: short messages from anywhere appear at its top. */
export const Toaster = ({ children }: { children: ReactNode }) => {
  const [said, setSaid] = useState<readonly Message[]>([]);
  const say = useCallback((message: Message) => setSaid((before) => [...before, message]), []);
  return (
    <Say value={say}>
      {children}
      {said.length > 0 && (
        <Suspense>
          <Toasts said={said} />
        </Suspense>
      )}
    </Say>
  );
};

/**
 * Says something in passing: `toast.success("Saved.")`, `toast.refusal(refusal)`; `toast.undoable` offers for some seconds to
 * take it back.
 */
export const useToast = () => {
  const say = useContext(Say);
  const refusalText = useRefusalText();
  return useMemo(() => {
    const show = (tone: Tone) => (text: string) => say({ text, tone });
    return {
      info: show("info"),
      warn: show("warn"),
      error: show("error"),
      success: show("success"),
      undoable: (text: string, undo: () => void) => say({ text, tone: "success", undo }),
      refusal: (refusal: Refusal) => show("error")(refusalText(refusal)),
    };
  }, [say, refusalText]);
};
