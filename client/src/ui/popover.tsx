import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";

interface PopoverProps {
  trigger: ReactElement;
  title: string;
  /** Stands beside the title. */
  actions?: ReactNode;
  open: boolean;
  onOpen: (open: boolean) => void;
  children: ReactNode;
}

/** Something to look at below a button; the page behind stays usable. */
export const Popover = ({ trigger, title, actions, open, onOpen, children }: PopoverProps) => (
  <Base.Root open={open} onOpenChange={(next) => onOpen(next)}>
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner sideOffset={6} align="end" collisionPadding={12} className="z-50 outline-none">
        <Base.Popup className="flex max-h-[min(36rem,calc(100dvh-6rem))] w-[min(24rem,calc(100vw-1.5rem))] origin-(--transform-origin) flex-col overflow-hidden rounded-lg border border-line bg-surface text-ink shadow-float outline-none transition-[opacity,scale] duration-150 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0">
          <div className="flex items-center gap-1 border-b border-line py-1.5 pr-1.5 pl-4">
            <Base.Title className="grow font-semibold">{title}</Base.Title>
            {actions}
          </div>
          <div className="grow overflow-y-auto overscroll-contain p-2">{children}</div>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);
