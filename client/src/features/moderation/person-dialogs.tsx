import type { Person, Timeout } from "@showdrop/shared";
import { BanDialog } from "./ban-dialog.tsx";
import { PersonCard } from "./person-card.tsx";
import { TimeoutDialog } from "./timeout-dialog.tsx";

/** What somebody of the team is about to do about a person; null: nothing. */
export type PersonTask =
  | { kind: "card" | "ban"; person: Person }
  | { kind: "timeout"; person: Person; running: Timeout | null }
  | null;

interface PersonDialogsProps {
  shopId: string;
  task: PersonTask;
  onTask: (task: PersonTask) => void;
}

/** The dialog of the task in hand. */
export const PersonDialogs = ({ shopId, task, onTask }: PersonDialogsProps) => {
  if (!task) return null;
  const shared = { shopId, person: task.person, onClose: () => onTask(null) };
  switch (task.kind) {
    case "card":
      return <PersonCard {...shared} onTask={onTask} />;
    case "ban":
      return <BanDialog {...shared} />;
    case "timeout":
      return <TimeoutDialog {...shared} running={task.running} />;
  }
};
