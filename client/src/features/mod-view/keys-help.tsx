import { useTexts } from "../../i18n/index.ts";
import { Dialog } from "../../ui/index.ts";

const keys = [
  ["J ↓", "next"],
  ["K ↑", "previous"],
  ["D", "delete"],
  ["T", "timeOut"],
  ["B", "ban"],
  ["P", "person"],
  ["A", "approve"],
  ["␣", "freeze"],
  ["Esc", "clear"],
  ["?", "help"],
] as const;

/** Every key of the mod view. */
export const KeysHelp = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const t = useTexts("mods");
  return (
    <Dialog open={open} onClose={onClose} title={t("keys.title")}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2.5">
        {keys.map(([key, act]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="inline-flex h-8 min-w-8 items-center justify-center rounded-sm border border-line bg-raised px-2 font-semibold">
                {key}
              </kbd>
            </dt>
            <dd>{t(`keys.${act}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-sm text-muted">{t("keys.typing")}</p>
    </Dialog>
  );
};
