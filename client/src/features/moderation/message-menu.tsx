import { ContextMenu } from "@base-ui/react/context-menu";
import { type ChatMessage, type Person, routes } from "@showdrop/shared";
import { Ban, EllipsisVertical, Trash2, UserPlus } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../../i18n/index.ts";
import { call } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import { classes, Menu, MenuItem, useToast } from "../../ui/index.ts";

interface MessageMenuProps {
  message: ChatMessage;
  showId: string;
  onBan: (person: Person) => void;
  /** Asks the author on stage; null where that cannot be. */
  onInvite: ((person: Person) => void) | null;
  overVideo: boolean;
  children: ReactNode;
}

/** A message with what a moderator may do to it: by its button, a right click, or a long press. */
export const MessageMenu = ({ message, showId, onBan, onInvite, overVideo, children }: MessageMenuProps) => {
  const t = useTexts("moderation");
  const acts = <Acts message={message} showId={showId} onBan={onBan} onInvite={onInvite} />;
  return (
    <>
      <ContextMenu.Root>
        <ContextMenu.Trigger className="pr-8 [-webkit-touch-callout:none]">{children}</ContextMenu.Trigger>
        <ContextMenu.Portal>
          <ContextMenu.Positioner className="z-50 outline-none">
            <ContextMenu.Popup className="min-w-52 rounded-md border border-line bg-surface p-1.5 text-ink shadow-float outline-none">
              {acts}
            </ContextMenu.Popup>
          </ContextMenu.Positioner>
        </ContextMenu.Portal>
      </ContextMenu.Root>
      <Menu
        trigger={
          <button
            type="button"
            aria-label={t("menu", { name: message.author.displayName })}
            className={classes(
              "absolute top-0 right-0 flex size-7 items-center justify-center rounded-sm opacity-60 transition-opacity",
              "after:absolute after:-inset-2 group-hover:opacity-100 focus-visible:opacity-100 data-popup-open:opacity-100",
              overVideo ? "text-white" : "text-muted hover:bg-raised",
            )}
          >
            <EllipsisVertical size={16} aria-hidden />
          </button>
        }
      >
        {acts}
      </Menu>
    </>
  );
};

const Acts = ({
  message,
  showId,
  onBan,
  onInvite,
}: Pick<MessageMenuProps, "message" | "showId" | "onBan" | "onInvite">) => {
  const t = useTexts("moderation");
  const stage = useTexts("stage");
  const toast = useToast();
  const { me } = useMe();
  const { author, role } = message;
  // The team is not banned from its own chat; a role is taken away on the team page.
  const bannable = author.id !== me?.id && role === null;
  // Owner and managers need no invitation: they host.
  const inviteable = author.id !== me?.id && role !== "owner" && role !== "manager";
  const takeAway = async () => {
    const answer = await call(routes.deleteMessage, { params: { showId, messageId: message.id } });
    if (answer.ok) toast.success(t("deleted"));
    else toast.refusal(answer.error);
  };
  return (
    <>
      {onInvite && inviteable && (
        <MenuItem icon={<UserPlus size={18} aria-hidden />} onClick={() => onInvite(author)}>
          {stage("inviteName", { name: author.displayName })}
        </MenuItem>
      )}
      <MenuItem icon={<Trash2 size={18} aria-hidden />} onClick={() => void takeAway()}>
        {t("delete")}
      </MenuItem>
      {bannable && (
        <MenuItem danger icon={<Ban size={18} aria-hidden />} onClick={() => onBan(author)}>
          {t("ban", { name: author.displayName })}
        </MenuItem>
      )}
    </>
  );
};
