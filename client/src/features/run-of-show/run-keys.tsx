import type { ReactNode } from "react";
import { useTexts } from "../../i18n/index.ts";
import { Button, type ButtonProps, classes, Dialog } from "../../ui/index.ts";

const keys = [
  ["N ↵", "next"],
  ["P", "pin"],
  ["O", "open"],
  ["R", "restock"],
  ["B", "away"],
  ["J ↓", "down"],
  ["K ↑", "up"],
  ["?", "help"],
] as const;

export const Key = ({ children }: { children: ReactNode }) => (
  <kbd className="inline-flex h-6 min-w-6 items-center justify-center rounded-sm border border-current/25 px-1.5 text-xs font-semibold">
    {children}
  </kbd>
);

/** A button that says which key does the same; a screen reader hears it too. */
export const KeyButton = ({ hotKey, children, className, ...rest }: ButtonProps & { hotKey: string }) => (
  <Button aria-keyshortcuts={hotKey} className={classes("px-2!", className)} {...rest}>
    <span className="min-w-0 truncate">{children}</span>
    <span aria-hidden className="max-sm:hidden">
      <Key>{hotKey}</Key>
    </span>
  </Button>
);

/** Every key of the studio. */
export const StudioKeysHelp = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const t = useTexts("runOfShow");
  return (
    <Dialog open={open} onClose={onClose} title={t("keys.title")}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2.5">
        {keys.map(([key, act]) => (
          <div key={key} className="contents">
            <dt>
              <Key>{key}</Key>
            </dt>
            <dd>{t(`keys.${act}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-sm text-muted">{t("keys.typing")}</p>
    </Dialog>
  );
};
