import { type PersonCard as Card, moderationRoutes, type Person } from "@showdrop/shared";
import { Ban, Clock } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { formatSeconds, secondsUntil, useServerNow } from "../../lib/clock.ts";
import { useMe } from "../../lib/session.ts";
import { useDates } from "../../lib/time.ts";
import { Avatar, Badge, Button, Loading, RetryNotice, Sheet } from "../../ui/index.ts";
import { LogRow } from "./log-row.tsx";
import { Notes } from "./notes.tsx";
import type { PersonTask } from "./person-dialogs.tsx";
import { useModerate } from "./use-moderate.ts";

interface PersonCardProps {
  shopId: string;
  person: Person;
  onClose: () => void;
  onTask: (task: PersonTask) => void;
}

/** What the team knows of somebody in its shows, and what it can do about them. */
export const PersonCard = ({ shopId, person, onClose, onTask }: PersonCardProps) => {
  const t = useTexts("mods");
  const { me } = useMe();
  const card = useAnswer(moderationRoutes.readPersonCard, { params: { shopId, userId: person.id } });
  const isViewer = card.data?.role === null && person.id !== me?.id;
  return (
    <Sheet
      open
      onClose={onClose}
      modal={false}
      title={person.displayName}
      footer={card.data && isViewer && <Acts shopId={shopId} card={card.data} onTask={onTask} />}
    >
      <RetryNotice refusal={card.error} onRetry={card.refetch} />
      {card.isPending && <Loading />}
      {card.data && (
        <div className="flex flex-col gap-6">
          <Facts card={card.data} />
          <Notes shopId={shopId} userId={person.id} notes={card.data.notes} />
          <Lines card={card.data} />
          <Part title={t("card.actions")}>
            {card.data.actions.length === 0 ? (
              <p className="text-sm text-muted">{t("card.noActions")}</p>
            ) : (
              <ul className="-mx-4 divide-y divide-line">
                {card.data.actions.map((entry) => (
                  <LogRow key={entry.id} entry={entry} />
                ))}
              </ul>
            )}
          </Part>
        </div>
      )}
    </Sheet>
  );
};

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="flex flex-col gap-2">
    <h3 className="font-semibold">{title}</h3>
    {children}
  </section>
);

const Facts = ({ card }: { card: Card }) => {
  const t = useTexts("mods");
  const common = useTexts();
  const { date } = useDates();
  const now = useServerNow(1000);
  const { timeout, ban } = card;
  const left = timeout ? secondsUntil(timeout.until, now) : 0;
  const facts = [
    [t("card.accountSince"), date(card.accountSince)],
    [t("card.followsSince"), card.followsSince ? date(card.followsSince) : t("card.follows.not")],
    [t("card.orders"), String(card.orders)],
  ];
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-3">
        <Avatar name={card.person.displayName} size={48} />
        <div className="flex flex-wrap gap-1.5">
          {card.role && <Badge tone="info">{common(`role.${card.role}`)}</Badge>}
          {ban && (
            <Badge tone="danger">
              <Ban size={14} aria-hidden />
              {t("card.banned", { name: ban.bannedBy.displayName })}
            </Badge>
          )}
          {left > 0 && (
            <Badge tone="warn">
              <Clock size={14} aria-hidden />
              {t("card.timedOut", { left: formatSeconds(left) })}
            </Badge>
          )}
          {card.shadowMuted && <Badge>{t("card.shadowMuted")}</Badge>}
          {!card.role && !ban && left === 0 && !card.shadowMuted && (
            <Badge tone="success">{t("card.fine")}</Badge>
          )}
        </div>
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
};

const Lines = ({ card }: { card: Card }) => {
  const t = useTexts("mods");
  const { shortDateTime } = useDates();
  return (
    <Part title={t("card.lines")}>
      {card.lines.length === 0 && <p className="text-sm text-muted">{t("card.noLines")}</p>}
      <ul className="flex flex-col gap-1 text-sm">
        {card.lines.map((line) => (
          <li key={line.id} className="flex gap-3 [overflow-wrap:anywhere]">
            <span className="shrink-0 text-muted tabular-nums">{shortDateTime(line.at)}</span>
            <span className={line.deletedAt ? "text-muted line-through" : ""}>{line.text}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
};

const Acts = ({
  shopId,
  card,
  onTask,
}: {
  shopId: string;
  card: Card;
  onTask: (task: PersonTask) => void;
}) => {
  const t = useTexts("moderation");
  const moderate = useModerate(shopId);
  const { person, timeout, ban } = card;
  return (
    <div className="flex flex-wrap gap-2">
      {timeout ? (
        <>
          <Button size="sm" onClick={() => void moderate.liftTimeout(person)}>
            {t("liftTimeout")}
          </Button>
          <Button size="sm" onClick={() => onTask({ kind: "timeout", person, running: timeout })}>
            {t("changeTimeout")}
          </Button>
        </>
      ) : (
        <Button size="sm" onClick={() => onTask({ kind: "timeout", person, running: null })}>
          {t("timeoutConfirm")}
        </Button>
      )}
      {ban ? (
        <Button size="sm" onClick={() => void moderate.unban(person)}>
          {t("unban")}
        </Button>
      ) : (
        <Button size="sm" variant="danger" onClick={() => onTask({ kind: "ban", person })}>
          {t("banConfirm")}
        </Button>
      )}
    </div>
  );
};
