import { Toast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTexts } from "../i18n/index.ts";
import { IconButton } from "./button.tsx";
import type { Tone } from "./notice.tsx";
import type { Message } from "./toast.tsx";

const icons = {
  info: <Info size={18} aria-hidden className="text-info" />,
  warn: <TriangleAlert size={18} aria-hidden className="text-warn" />,
  error: <CircleAlert size={18} aria-hidden className="text-danger" />,
  success: <CircleCheck size={18} aria-hidden className="text-success" />,
} as const;

const isTone = (type: string | undefined): type is Tone => type !== undefined && type in icons;

const Shown = () => {
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
              {/* Its words are its name: what calls itself a dialog needs one. */}
              <Toast.Title render={<p />} className="grow py-2" />
              {toast.actionProps && (
                <Toast.Action className="h-9 shrink-0 rounded-sm px-2.5 font-semibold text-accent-text hover:bg-raised" />
              )}
              {/* It takes the focus, so it is there for those who hear the page, too. */}
              <Toast.Close
                aria-hidden={false}
                render={<IconButton label={t("close")} icon={<X size={16} aria-hidden />} />}
              />
            </Toast.Content>
          </Toast.Root>
        ))}
      </Toast.Viewport>
    </Toast.Portal>
  );
};

/** Adds what was said to what is shown: into a region that is there already, so that it is read aloud. */
const Add = ({ said }: { said: readonly Message[] }) => {
  const { add, close } = Toast.useToastManager();
  const t = useTexts();
  const taken = useRef(0);
  useEffect(() => {
    for (const { text, tone, undo } of said.slice(taken.current)) {
      const id = add({
        title: text,
        type: tone,
        priority: tone === "error" ? "high" : "low",
        ...(undo && {
          timeout: UNDO_MS,
          actionProps: {
            children: t("undo"),
            onClick: () => {
              close(id);
              undo();
            },
          },
        }),
      });
    }
    taken.current = said.length;
  }, [said, add, close, t]);
  return null;
};

/** Milliseconds for which something can be undone: to read it, be startled, and press. */
const UNDO_MS = 10_000;

/** Shows messages in passing. */
export const Toasts = ({ said }: { said: readonly Message[] }) => (
  <Toast.Provider>
    <Shown />
    <Add said={said} />
  </Toast.Provider>
);
