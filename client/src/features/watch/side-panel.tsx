import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { useTexts } from "../../i18n/index.ts";
import { IconButton } from "../../ui/index.ts";

interface SidePanelProps {
  title: string;
  onClose: () => void;
  /** Stays in sight above what scrolls. */
  head?: ReactNode;
  /** Changes when what is shown is another step: it then begins at its top and takes the keyboard. */
  step?: string;
  children: ReactNode;
}

/**
 * What a viewer does beside the video: the lower part of a phone (the video moves up), the products' column of a
 * desktop. Video and chat stay in sight and usable.
 */
export const SidePanel = ({ title, onClose, head, step = "", children }: SidePanelProps) => {
  const t = useTexts();
  const content = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  const popup = useRef<HTMLDivElement>(null);
  const opener = useRef<Element>(null);
  useLayoutEffect(() => {
    opener.current = document.activeElement;
  }, []);
  // The button that opened this may be gone, as one that sold what it could: the focus then goes to the page's first stop.
  const giveBack = () => {
    const { activeElement, body } = document;
    if (activeElement !== body && popup.current && !popup.current.contains(activeElement)) return false;
    const stays =
      opener.current !== body && opener.current?.isConnected && opener.current.matches(":enabled");
    return stays || document.querySelector("main");
  };
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    if (!content.current) return;
    content.current.scrollTop = 0;
    content.current.focus();
  }, [step]);
  return (
    <Dialog.Root
      open
      modal={false}
      disablePointerDismissal
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Popup
          ref={popup}
          finalFocus={giveBack}
          className="fixed inset-x-0 bottom-0 z-40 flex h-[64dvh] flex-col overflow-hidden rounded-t-xl bg-surface text-ink shadow-float outline-none transition-transform duration-250 ease-out data-starting-style:translate-y-full data-ending-style:translate-y-full lg:inset-y-0 lg:right-auto lg:h-auto lg:w-88 lg:rounded-none lg:border-r lg:border-line lg:data-ending-style:-translate-x-full lg:data-ending-style:translate-y-0 lg:data-starting-style:-translate-x-full lg:data-starting-style:translate-y-0"
        >
          <div className="flex items-center justify-between gap-4 py-2 pr-2 pl-5">
            <Dialog.Title className="text-lg font-semibold">{title}</Dialog.Title>
            <Dialog.Close render={<IconButton label={t("close")} icon={<X size={20} aria-hidden />} />} />
          </div>
          {head}
          <div
            ref={content}
            tabIndex={-1}
            className="grow overflow-y-auto overscroll-contain px-5 pt-4 pb-safe outline-none [--safe-room:20px]"
          >
            {children}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
};
