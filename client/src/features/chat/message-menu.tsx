import { Menu as Base } from "@base-ui/react/menu";
import { type ChatMessage, chatRoutes } from "@showdrop/shared";
import { Flag, Pin, Reply } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { call } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import { MenuItem, useToast } from "../../ui/index.ts";
import { ModerationActs } from "../moderation/moderation-acts.tsx";
import { PersonDialogs, type PersonTask } from "../moderation/person-dialogs.tsx";
import { ReportDialog } from "../rules/report-dialog.tsx";
import type { Moderates } from "./chat-panel.tsx";

/** The message whose menu is open, and what it hangs on. */
export interface MenuTarget {
  message: ChatMessage;
  anchor: Element;
}

interface MessageMenuProps {
  target: MenuTarget | null;
  onClose: () => void;
  onAnswer: (message: ChatMessage) => void;
  moderates: Moderates;
}

/** What can be done with a message: everybody answers, the team pins and moderates. One menu for all rows. */
export const MessageMenu = ({ target, onClose, onAnswer, moderates }: MessageMenuProps) => {
  const t = useTexts("chat");
  const rules = useTexts("rules");
  const toast = useToast();
  const { me } = useMe();
  const [reporting, setReporting] = useState<ChatMessage | null>(null);
  const [task, setTask] = useState<PersonTask>(null);
  // While it closes it still shows what it was about.
  const [last, setLast] = useState(target);
  if (target && target !== last) setLast(target);
  const message = last?.message;

  const pin = async (showId: string, messageId: string) => {
    const answer = await call(chatRoutes.pinMessage, { params: { showId }, body: { messageId } });
    if (!answer.ok) toast.refusal(answer.error);
  };
  return (
    <>
      <Base.Root
        open={target !== null}
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
      >
        <Base.Portal>
          <Base.Positioner
            anchor={last?.anchor ?? null}
            align="end"
            sideOffset={6}
            className="z-50 outline-none"
          >
            <Base.Popup
              aria-label={message && t("menu", { name: message.author.displayName })}
              className="min-w-52 rounded-md border border-line bg-surface p-1.5 text-ink shadow-float outline-none"
              finalFocus={() => (last?.anchor instanceof HTMLButtonElement ? last.anchor : null)}
            >
              {message && (
                <MenuItem icon={<Reply size={18} aria-hidden />} onClick={() => onAnswer(message)}>
                  {t("answer")}
                </MenuItem>
              )}
              {message && !moderates && message.author.id !== me?.id && (
                <MenuItem icon={<Flag size={18} aria-hidden />} onClick={() => setReporting(message)}>
                  {rules("report.act")}
                </MenuItem>
              )}
              {message && moderates && (
                <>
                  <MenuItem
                    icon={<Pin size={18} aria-hidden />}
                    onClick={() => void pin(moderates.showId, message.id)}
                  >
                    {t("pin")}
                  </MenuItem>
                  <ModerationActs
                    message={message}
                    showId={moderates.showId}
                    shopId={moderates.shopId}
                    onTask={setTask}
                    onInvite={moderates.onInvite}
                  />
                </>
              )}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
      <ReportDialog message={reporting} onClose={() => setReporting(null)} />
      {moderates && <PersonDialogs shopId={moderates.shopId} task={task} onTask={setTask} />}
    </>
  );
};
