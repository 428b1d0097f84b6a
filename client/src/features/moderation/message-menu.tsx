import { Menu } from "@base-ui/react/menu";
import { type ChatMessage, type Person, routes } from "@showdrop/shared";
import { Ban, EllipsisVertical, Trash2 } from "lucide-react";
import { type PointerEvent, type ReactNode, useRef, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import { classes, useToast } from "../../ui/index.ts";

/** Milliseconds of a finger resting on a message that open its menu; what phones themselves use. */
const LONG_PRESS_MS = 500;

interface MessageMenuProps {
  message: ChatMessage;
  showId: string;
  onBan: (person: Person) => void;
  overVideo: boolean;
  children: ReactNode;
}

const item =
  "flex h-11 cursor-pointer items-center gap-2.5 rounded-sm px-3 text-[0.9375rem] font-medium outline-none select-none data-highlighted:bg-raised";

/** A message with what a moderator may do to it: by its button, a right click, or a long press. */
export const MessageMenu = ({ message, showId, onBan, overVideo, children }: MessageMenuProps) => {
  const t = useTexts("moderation");
  const toast = useToast();
  const { me } = useMe();
  const [open, setOpen] = useState(false);
  const remove = useSend(routes.deleteMessage);
  const press = useRef<ReturnType<typeof setTimeout>>(undefined);
  const name = message.author.displayName;
  // The team is not banned from chat; a role is taken away on the team page.
  const bannable = message.author.id !== me?.id && message.role === null;

  const release = () => clearTimeout(press.current);
  const touch = ({ pointerType }: PointerEvent) => {
    if (pointerType === "touch") press.current = setTimeout(() => setOpen(true), LONG_PRESS_MS);
  };

  return (
    <div
      role="presentation"
      onContextMenu={(event) => {
        event.preventDefault();
        setOpen(true);
      }}
      onPointerDown={touch}
      onPointerUp={release}
      onPointerMove={release}
      onPointerCancel={release}
      className="pr-8 [-webkit-touch-callout:none]"
    >
      {children}
      <Menu.Root open={open} onOpenChange={setOpen}>
        <Menu.Trigger
          aria-label={t("menu", { name })}
          className={classes(
            "absolute top-0 right-0 flex size-8 items-center justify-center rounded-sm transition-opacity",
            "opacity-60 group-hover:opacity-100 focus-visible:opacity-100 data-popup-open:opacity-100",
            overVideo ? "text-white" : "text-muted hover:bg-raised",
          )}
        >
          <EllipsisVertical size={16} aria-hidden />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner align="end" sideOffset={4} className="z-50 outline-none">
            <Menu.Popup className="min-w-48 rounded-md border border-line bg-surface p-1 text-ink shadow-float outline-none">
              <Menu.Item
                className={item}
                onClick={() =>
                  remove.mutate(
                    { params: { showId, messageId: message.id } },
                    { onError: toast.refusal, onSuccess: () => toast.success(t("deleted")) },
                  )
                }
              >
                <Trash2 size={18} aria-hidden />
                {t("delete")}
              </Menu.Item>
              {bannable && (
                <Menu.Item className={classes(item, "text-danger")} onClick={() => onBan(message.author)}>
                  <Ban size={18} aria-hidden />
                  {t("ban", { name })}
                </Menu.Item>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </div>
  );
};
