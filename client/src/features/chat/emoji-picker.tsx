import { Popover } from "@base-ui/react/popover";
import type { Emote } from "@showdrop/shared";
import { Smile } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { classes } from "../../ui/index.ts";

/** Few, so that they are found without a search; phones have a keyboard for the others. */
const emoji = [
  ..."😀😂🤣🥹😍🥰😘😎🤩🥳😭😮🤔😅🙏👏🙌👍💪🤝",
  ..."🔥✨💯🎉🎁🛒📦💸⏰👀🌸🌙⭐🍀☕",
  ..."❤🧡💛💚💙💜🤍🖤💔",
];

interface EmojiPickerProps {
  emotes: readonly Emote[];
  onPick: (text: string) => void;
  className?: string;
}

/** The shop's emotes and a handful of emoji. It stays open, since one rarely comes alone. */
export const EmojiPicker = ({ emotes, onPick, className }: EmojiPickerProps) => {
  const t = useTexts("chat");
  const [open, setOpen] = useState(false);
  const key =
    "flex size-10 items-center justify-center rounded-sm text-xl hover:bg-raised focus-visible:-outline-offset-2";
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        aria-label={t("emoji")}
        className={classes(
          "flex size-11 items-center justify-center rounded-full",
          className,
          !open && "max-lg:hidden max-lg:group-focus-within:flex",
        )}
      >
        <Smile size={20} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="top" align="end" sideOffset={8} className="z-50">
          <Popover.Popup
            aria-label={t("emoji")}
            className="max-h-72 w-72 overflow-y-auto rounded-md border border-line bg-surface p-2 text-ink shadow-float outline-none"
          >
            {emotes.length > 0 && (
              <div className="mb-2 grid grid-cols-6 border-b border-line pb-2">
                {emotes.map(({ id, code, url }) => (
                  <button
                    key={id}
                    type="button"
                    title={`:${code}:`}
                    className={key}
                    onClick={() => onPick(`:${code}: `)}
                  >
                    <img src={url} alt={`:${code}:`} className="max-h-8 max-w-9" />
                  </button>
                ))}
              </div>
            )}
            <div className="grid grid-cols-6">
              {emoji.map((each) => (
                <button key={each} type="button" className={key} onClick={() => onPick(each)}>
                  {each}
                </button>
              ))}
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
};
