import { Toast } from "@base-ui/react/toast";
import type { Refusal } from "@showdrop/shared";
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { useTexts } from "../i18n/index.ts";
import { useRefusalText } from "../i18n/refusal-text.ts";
import { IconButton } from "./button.tsx";
import type { Tone } from "./notice.tsx";

const icons = {
  info: <Info size={18} aria-hidden className="text-info" />,
  warn: <TriangleAlert size={18} aria-hidden className="text-warn" />,
  error: <CircleAlert size={18} aria-hidden className="text-danger" />,
  success: <CircleCheck size={18} aria-hidden className="text-success" />,
} as const;

const isTone = (type: string | undefined): type is Tone => type !== undefined && type in icons;

const Toasts = () => {
  const t = useTexts();
  const { toasts } = Toast.useToastManager();
  return (
    <Toast.Portal>
      <Toast.Viewport className="pointer-events-none fixed inset-x-3 top-3 z-60 mx-auto flex max-w-md flex-col gap-2 sm:right-4 sm:left-auto sm:mx-0 sm:w-96">
        {toasts.map((toast) => (
          <Toast.Root
            key={toast.id}
            toast={toast}
            className="pointer-events-auto transition-[opacity,translate] duration-200 data-starting-style:-translate-y-3 data-starting-style:opacity-0 data-ending-style:opacity-0"
          >
            <Toast.Content className="flex items-center gap-3 rounded-md border border-line bg-surface py-1 pr-1 pl-4 text-sm font-medium shadow-float">
              {icons[isTone(toast.type) ? toast.type : "info"]}
              <Toast.Description className="grow py-2" />
              {toast.actionProps && (
                <Toast.Action className="h-9 shrink-0 rounded-sm px-2.5 font-semibold text-accent-text hover:bg-raised" />
              )}
              <Toast.Close render={<IconButton label={t("close")} icon={<X size={16} aria-hidden />} />} />
            </Toast.Content>
          </Toast.Root>
        ))}
      </Toast.Viewport>
    </Toast.Portal>
  );
};

/** Wraps the application once: short messages from anywhere appear at its top. */
export const Toaster = ({ children }: { children: ReactNode }) => (
  <Toast.Provider>
    {children}
    <Toasts />
  </Toast.Provider>
);

/** Milliseconds for which something can be undone: to read it, be startled, and press. */
const UNDO_MS = 10_000;

/**
 * Says something in passing: `toast.success("Saved.")`, `toast.refusal(refusal)`; `toast.undoable` offers for some seconds to
 * take it back.
 */
export const useToast = () => {
  const t = useTexts();
  const { add, close } = Toast.useToastManager();
  const say = useRefusalText();
  return useMemo(() => {
    const show = (tone: Tone) => (text: string) => {
      add({ description: text, type: tone, priority: tone === "error" ? "high" : "low" });
    };
    return {
      info: show("info"),
      warn: show("warn"),
      error: show("error"),
      success: show("success"),
      undoable: (text: string, undo: () => void) => {
        const id = add({
          description: text,
          type: "success",
          timeout: UNDO_MS,
          actionProps: {
            children: t("undo"),
            onClick: () => {
              close(id);
              undo();
            },
          },
        });
      },
      refusal: (refusal: Refusal) => show("error")(say(refusal)),
    };
  }, [add, close, say, t]);
};
