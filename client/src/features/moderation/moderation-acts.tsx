import type { ChatMessage, Person } from "@showdrop/shared";
import { Ban, Clock, Trash2, UserPlus, UserSearch } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { useMe } from "../../lib/session.ts";
import { MenuItem } from "../../ui/index.ts";
import { ShadowMuteItem } from "../rules/shadow-mute-item.tsx";
import type { PersonTask } from "./person-dialogs.tsx";
import { useModerate } from "./use-moderate.ts";

interface ModerationActsProps {
  message: ChatMessage;
  showId: string;
  shopId: string;
  onTask: (task: PersonTask) => void;
  /** Asks the author on stage; null where that cannot be. */
  onInvite: ((person: Person) => void) | null;
}

/** What the team may do about a message and its author, as items of a menu. */
export const ModerationActs = ({ message, showId, shopId, onTask, onInvite }: ModerationActsProps) => {
  const t = useTexts("moderation");
  const stage = useTexts("stage");
  const moderate = useModerate(shopId);
  const { me } = useMe();
  const { author, role } = message;
  const name = author.displayName;
  // The team is not banned from its own chat; a role is taken away on the team page.
  const isViewer = author.id !== me?.id && role === null;
  // Owner and managers need no invitation: they host.
  const inviteable = author.id !== me?.id && role !== "owner" && role !== "manager";
  return (
    <>
      {onInvite && inviteable && (
        <MenuItem icon={<UserPlus size={18} aria-hidden />} onClick={() => onInvite(author)}>
          {stage("inviteName", { name })}
        </MenuItem>
      )}
      <MenuItem
        icon={<UserSearch size={18} aria-hidden />}
        onClick={() => onTask({ kind: "card", person: author })}
      >
        {t("about", { name })}
      </MenuItem>
      <MenuItem
        icon={<Trash2 size={18} aria-hidden />}
        onClick={() => void moderate.remove(showId, message.id)}
      >
        {t("delete")}
      </MenuItem>
      {isViewer && (
        <>
          <MenuItem
            icon={<Clock size={18} aria-hidden />}
            onClick={() => onTask({ kind: "timeout", person: author, running: null })}
          >
            {t("timeOut", { name })}
          </MenuItem>
          <ShadowMuteItem shopId={shopId} person={author} />
          <MenuItem
            danger
            icon={<Ban size={18} aria-hidden />}
            onClick={() => onTask({ kind: "ban", person: author })}
          >
            {t("ban", { name })}
          </MenuItem>
        </>
      )}
    </>
  );
};
