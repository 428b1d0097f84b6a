import type { Person } from "@showdrop/shared";
import { type ReactNode, useState } from "react";
import { Avatar, Button, Card } from "../../ui/index.ts";

export interface Sanction {
  person: Person;
  /** Who did it, when, and why, in words. */
  text: string;
}

interface SanctionListProps {
  title: string;
  text: string;
  sanctions: readonly Sanction[];
  /** The way back: what its button says, aloud and in sight, and what it does. */
  lift: { words: string; aloud: (name: string) => string; act: (person: Person) => Promise<void> };
  /** What stands between the head and the list: that it loads, that it is empty. */
  children?: ReactNode;
}

const Row = ({
  sanction: { person, text },
  lift,
}: {
  sanction: Sanction;
  lift: SanctionListProps["lift"];
}) => {
  const [busy, setBusy] = useState(false);
  const name = person.displayName;
  const act = async () => {
    setBusy(true);
    await lift.act(person);
    setBusy(false);
  };
  return (
    <li className="flex items-center gap-3 p-4">
      <Avatar name={name} size={40} />
      <div className="min-w-0 grow">
        <p className="truncate font-semibold">{name}</p>
        <p className="text-sm text-muted">{text}</p>
      </div>
      <Button size="sm" busy={busy} aria-label={lift.aloud(name)} onClick={() => void act()}>
        {lift.words}
      </Button>
    </li>
  );
};

/** People whom the team keeps out or quiet, each with the way back. */
export const SanctionList = ({ title, text, sanctions, lift, children }: SanctionListProps) => (
  <section className="flex flex-col gap-2.5">
    <div>
      <h2 className="text-sm font-semibold text-muted">{title}</h2>
      <p className="text-sm text-muted">{text}</p>
    </div>
    {children}
    {sanctions.length > 0 && (
      <Card>
        <ul className="divide-y divide-line">
          {sanctions.map((sanction) => (
            <Row key={sanction.person.id} sanction={sanction} lift={lift} />
          ))}
        </ul>
      </Card>
    )}
  </section>
);
