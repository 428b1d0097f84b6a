import { Dialog as Base } from "@base-ui/react/dialog";
import type { Refusal } from "@showdrop/shared";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/index.ts";
import { Button, IconButton } from "./button.tsx";
import { classes } from "./classes.ts";
import { RefusalNotice } from "./notice.tsx";

const scrim =
  "fixed inset-0 z-40 bg-scrim transition-opacity duration-200 data-starting-style:opacity-0 data-ending-style:opacity-0";

interface Panel {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Stays in sight below what scrolls. */
  footer?: ReactNode;
}

const Head = ({ title }: { title: string }) => {
  const t = useTexts();
  return (
    <div className="flex items-center justify-between gap-4 py-2 pr-2 pl-5">
      <Base.Title className="text-lg font-semibold">{title}</Base.Title>
      <Base.Close render={<IconButton label={t("close")} icon={<X size={20} aria-hidden />} />} />
    </div>
  );
};

const Foot = ({ children }: { children: ReactNode }) =>
  children ? (
    <div className="border-t border-line px-5 py-3 pb-safe [--safe-room:12px]">{children}</div>
  ) : null;

export interface SheetProps extends Panel {
  /** False: the page behind stays usable and nothing is darkened, so that a video plays on. */
  modal?: boolean;
}

/** Comes from below on a phone, and stands at the right on a desktop. */
export const Sheet = ({ open, onClose, title, children, footer, modal = true }: SheetProps) => (
  <Base.Root
    open={open}
    onOpenChange={(next) => {
      if (!next) onClose();
    }}
    modal={modal}
    disablePointerDismissal={!modal}
  >
    <Base.Portal>
      {modal && <Base.Backdrop className={scrim} />}
      <Base.Popup
        className={classes(
          "fixed z-50 flex flex-col overflow-hidden bg-surface text-ink shadow-float outline-none transition-transform duration-250 ease-out",
          "max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[85dvh] max-sm:rounded-t-xl max-sm:data-starting-style:translate-y-full max-sm:data-ending-style:translate-y-full",
          "sm:inset-y-3 sm:right-3 sm:w-104 sm:rounded-xl sm:data-starting-style:translate-x-[110%] sm:data-ending-style:translate-x-[110%]",
        )}
      >
        <div aria-hidden className="mx-auto mt-2 h-1 w-9 rounded-full bg-line sm:hidden" />
        <Head title={title} />
        <div
          className={classes(
            "grow overflow-y-auto overscroll-contain px-5 pt-1 pb-5",
            !footer && "pb-safe [--safe-room:20px]",
          )}
        >
          {children}
        </div>
        <Foot>{footer}</Foot>
      </Base.Popup>
    </Base.Portal>
  </Base.Root>
);

export interface DialogProps extends Panel {
  /** Room for a table. */
  wide?: boolean;
}

/** A question or a small task in the middle of the page. */
export const Dialog = ({ open, onClose, title, children, footer, wide = false }: DialogProps) => (
  <Base.Root
    open={open}
    onOpenChange={(next) => {
      if (!next) onClose();
    }}
  >
    <Base.Portal>
      <Base.Backdrop className={scrim} />
      <Base.Popup
        className={classes(
          "fixed inset-x-3 top-1/2 z-50 mx-auto flex max-h-[88dvh] -translate-y-1/2 flex-col overflow-hidden rounded-xl bg-surface text-ink shadow-float outline-none",
          "transition-[opacity,scale] duration-200 data-starting-style:scale-97 data-starting-style:opacity-0 data-ending-style:scale-97 data-ending-style:opacity-0",
          wide ? "max-w-2xl" : "max-w-md",
        )}
      >
        <Head title={title} />
        <div className="grow overflow-y-auto overscroll-contain px-5 pt-1 pb-5">{children}</div>
        <Foot>{footer}</Foot>
      </Base.Popup>
    </Base.Portal>
  </Base.Root>
);

export interface ConfirmDialogProps {
  open: boolean;
  onClose: () => void;
  onConfirm: () => void;
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  /** Names the act: "End show", not "OK". */
  confirm: string;
  danger?: boolean;
  busy?: boolean;
  /** The server's "no" to the act. */
  refusal?: Refusal | null;
}

export const ConfirmDialog = ({
  open,
  onClose,
  onConfirm,
  title,
  children,
  confirm,
  danger = false,
  busy = false,
  refusal = null,
}: ConfirmDialogProps) => {
  const t = useTexts();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      footer={
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button variant={danger ? "danger" : "primary"} busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-4 text-muted">
        <div>{children}</div>
        <RefusalNotice refusal={refusal} />
      </div>
    </Dialog>
  );
};
