import { type Guest, MAX_GUESTS, type Person, type ShowSnapshot } from "@showdrop/shared";
import { Maximize2, Mic, MicOff, UserPlus, UserX } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useMe } from "../../lib/session.ts";
import { Avatar, Badge, Button, ConfirmDialog, IconButton } from "../../ui/index.ts";
import { LayoutPicker } from "./layout-picker.tsx";
import { type StageActs, useStageActs } from "./use-stage-acts.ts";

/** People of the chat that are offered at a time: who wrote last comes first, and the rest is near in the chat. */
const MOST_OFFERED = 12;

/** Who could be invited: they wrote something, are no hosts, and no guests yet. Who wrote last comes first. */
export const inviteable = (
  { messages, stage }: Pick<ShowSnapshot, "messages" | "stage">,
  myId: string | undefined,
): Person[] => {
  const people = new Map<string, Person>();
  for (const { author, role } of messages.toReversed())
    if (role !== "owner" && role !== "manager" && author.id !== myId && !people.has(author.id))
      people.set(author.id, author);
  for (const { person } of stage.guests) people.delete(person.id);
  return [...people.values()].slice(0, MOST_OFFERED);
};

/** The studio's hold on the stage: the layout, the guests, and who could become one. */
export const StagePanel = ({ show }: { show: ShowSnapshot }) => {
  const t = useTexts("stage");
  const { me } = useMe();
  const acts = useStageActs(show.show.id);
  const [removing, setRemoving] = useState<Person | null>(null);
  const { stage } = show;
  const live = show.show.status !== "scheduled";
  const offered = inviteable(show, me?.id);
  return (
    <div className="flex flex-col gap-7">
      <LayoutPicker stage={stage} acts={acts} />
      <section className="flex flex-col gap-3">
        <div className="flex items-baseline justify-between gap-3">
          <h2 className="text-sm font-semibold text-muted">{t("guests.title")}</h2>
          <p className="text-xs text-faint">
            {t("guests.text", { count: stage.guests.length, most: MAX_GUESTS })}
          </p>
        </div>
        {stage.guests.length === 0 ? (
          <p className="text-sm text-muted">{t(live ? "guests.empty" : "guests.notLive")}</p>
        ) : (
          <ul className="flex flex-col gap-1">
            {stage.guests.map((guest) => (
              <GuestRow
                key={guest.person.id}
                guest={guest}
                featured={stage.featured?.userId === guest.person.id}
                acts={acts}
                onRemove={setRemoving}
              />
            ))}
          </ul>
        )}
      </section>
      {live && (
        <section className="flex flex-col gap-3">
          <h2 className="text-sm font-semibold text-muted">{t("guests.people")}</h2>
          {offered.length === 0 && <p className="text-sm text-muted">{t("guests.nobody")}</p>}
          <ul className="flex flex-col gap-1">
            {offered.map((person) => (
              <Row key={person.id} person={person}>
                <Button
                  size="sm"
                  icon={<UserPlus size={16} aria-hidden />}
                  aria-label={t("inviteName", { name: person.displayName })}
                  disabled={stage.guests.length >= MAX_GUESTS}
                  onClick={() => void acts.invite(person)}
                >
                  {t("invite")}
                </Button>
              </Row>
            ))}
          </ul>
        </section>
      )}
      <ConfirmDialog
        open={removing !== null}
        onClose={() => setRemoving(null)}
        onConfirm={() => {
          if (removing) void acts.remove(removing.id);
          setRemoving(null);
        }}
        title={t("removeTitle", { name: removing?.displayName ?? "" })}
        confirm={t("removeConfirm")}
        danger
      >
        {t("removeText")}
      </ConfirmDialog>
    </div>
  );
};

const Row = ({ person, sign, children }: { person: Person; sign?: ReactNode; children: ReactNode }) => (
  <li className="flex min-h-13 items-center gap-3">
    <Avatar name={person.displayName} size={32} />
    <span className="flex min-w-0 grow flex-col items-start gap-0.5">
      <span className="max-w-full truncate text-sm font-semibold">{person.displayName}</span>
      {sign}
    </span>
    <span className="flex shrink-0 items-center gap-1">{children}</span>
  </li>
);

interface GuestRowProps {
  guest: Guest;
  featured: boolean;
  acts: StageActs;
  onRemove: (person: Person) => void;
}

const GuestRow = ({ guest, featured, acts, onRemove }: GuestRowProps) => {
  const t = useTexts("stage");
  const { person, status, muted } = guest;
  const { id: userId, displayName: name } = person;
  if (status === "invited")
    return (
      <Row person={person} sign={<Badge tone="info">{t("invited")}</Badge>}>
        <IconButton
          variant="ghost"
          label={t("withdraw", { name })}
          icon={<UserX size={18} aria-hidden />}
          onClick={() => void acts.remove(userId)}
        />
      </Row>
    );
  return (
    <Row
      person={person}
      sign={
        <span className="flex gap-1">
          <Badge tone="success">{t("onStage")}</Badge>
          {featured && <Badge tone="accent">{t("featured")}</Badge>}
        </span>
      }
    >
      <IconButton
        variant={featured ? "primary" : "ghost"}
        aria-pressed={featured}
        label={t("feature", { name })}
        icon={<Maximize2 size={18} aria-hidden />}
        onClick={() => void acts.arrange({ featured: featured ? null : { userId, source: "camera" } })}
      />
      <IconButton
        variant={muted ? "danger" : "ghost"}
        // Only they turn it on again.
        disabled={muted}
        label={muted ? t("mutedSign") : t("mute", { name })}
        icon={muted ? <MicOff size={18} aria-hidden /> : <Mic size={18} aria-hidden />}
        onClick={() => void acts.mute(userId)}
      />
      <IconButton
        variant="ghost"
        label={t("remove", { name })}
        icon={<UserX size={18} aria-hidden />}
        onClick={() => onRemove(person)}
      />
    </Row>
  );
};
