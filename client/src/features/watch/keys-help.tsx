import { useTexts } from "../../i18n/index.ts";
import { Dialog } from "../../ui/index.ts";
import type { WatchAct, WatchActs } from "./use-watch-keys.ts";

const rows: readonly (readonly [string, WatchAct])[] = [
  ["␣ K", "play"],
  ["M", "mute"],
  ["F", "fullScreen"],
  ["T", "theatre"],
  ["I", "pictureInPicture"],
  ["C", "captions"],
  ["/ ↵", "chat"],
  ["?", "help"],
];

interface KeysHelpProps {
  /** Only keys that do something here are listed. */
  acts: WatchActs;
  /** Where space and K play and pause; elsewhere they mute. */
  plays?: boolean;
  onClose: () => void;
}

/** The keys of a show's page or of a replay. */
export const KeysHelp = ({ acts, plays = false, onClose }: KeysHelpProps) => {
  const t = useTexts("view");
  return (
    <Dialog open onClose={onClose} title={t("keys.title")}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2.5">
        {rows
          .filter(([, act]) => acts[act])
          .map(([key, act]) => (
            <div key={key} className="contents">
              <dt>
                <kbd className="inline-flex h-8 min-w-8 items-center justify-center rounded-sm border border-line bg-raised px-2 font-semibold">
                  {key}
                </kbd>
              </dt>
              <dd>{t(`keys.${act === "play" && !plays ? "mute" : act}`)}</dd>
            </div>
          ))}
      </dl>
      <p className="mt-4 text-sm text-muted">{t("keys.typing")}</p>
    </Dialog>
  );
};
