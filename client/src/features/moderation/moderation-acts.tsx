import { type ChatMessage, type Person, routes } from "@showdrop/shared";
import { Ban, Trash2, UserPlus } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { call } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import { MenuItem, useToast } from "../../ui/index.ts";

interface ModerationActsProps {
  message: ChatMessage;
  showId: string;
  onBan: (person: Person) => void;
  /** Asks the author on stage; null where that cannot be. */
  onInvite: ((person: Person) => void) | null;
}

/** What the team may do about a message and its author, as items of a menu. */
export const ModerationActs = ({ message, showId, onBan, onInvite }: ModerationActsProps) => {
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
