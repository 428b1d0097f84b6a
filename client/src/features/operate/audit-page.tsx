import { type AuditEntry, operationRoutes } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { PAGE_LENGTH, usePages } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Button, Card, Field, Loading, RetryNotice, Select, TextInput } from "../../ui/index.ts";

interface Only {
  actorId?: string;
  action?: string;
  from?: string;
  to?: string;
}

const Row = ({ entry, onActor }: { entry: AuditEntry; onActor: (id: string) => void }) => {
  const t = useTexts("operate");
  const { dateTime } = useDates();
  const { at, actor, action, subject, reason, before, after } = entry;
  const details = JSON.stringify({ before, after }, null, 2);
  return (
    <li className="flex flex-col gap-1 p-4 sm:px-5">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <code className="font-semibold">{action}</code>
        <code className="text-sm break-all text-muted">{subject}</code>
      </p>
      {reason && <p>{reason}</p>}
      <p className="text-sm text-muted">
        {actor ? (
          <button type="button" className="font-semibold hover:underline" onClick={() => onActor(actor.id)}>
            {actor.displayName}
          </button>
        ) : (
          t("audit.system")
        )}
        , <time dateTime={at}>{dateTime(at)}</time>
      </p>
      {(before !== null || after !== null) && (
        <details className="text-sm">
          <summary className="w-fit text-muted">{t("audit.details")}</summary>
          <pre className="mt-2 overflow-x-auto rounded-md bg-raised p-3 text-xs">{details}</pre>
        </details>
      )}
    </li>
  );
};

const ACTION = /^[a-z-]+(:[a-z-]+)?$/;

/** The log of privileged actions, newest first. Nothing here changes it. */
export const AuditPage = () => {
  const t = useTexts("operate");
  const [only, setOnly] = useState<Only>({});
  const [action, setAction] = useState("");
  const [actors, setActors] = useState<ReadonlyMap<string, string>>(new Map());
  usePageTitle(t("nav.audit"));
  const pages = usePages(operationRoutes.listAudit, (before) => ({
    query: { limit: PAGE_LENGTH, ...only, ...(before ? { before } : {}) },
  }));
  const { items } = pages;
  // Whoever was ever shown can be chosen: a filter must not take away the other choices.
  const fresh = (items ?? []).flatMap(({ actor }) => (actor && !actors.has(actor.id) ? [actor] : []));
  if (fresh.length > 0)
    setActors(new Map([...actors, ...fresh.map(({ id, displayName }) => [id, displayName] as const)]));
  const choose = (name: keyof Only, value: string) => {
    const { [name]: _, ...rest } = only;
    setOnly(value === "" ? rest : { ...rest, [name]: value });
  };
  const moment = (local: string) => (local === "" ? "" : new Date(local).toISOString());
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="text-2xl font-bold tracking-tight">{t("nav.audit")}</h1>
        <p className="mt-1 text-muted">{t("audit.text")}</p>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("audit.actor")}>
          <Select
            value={only.actorId ?? ""}
            onChange={(id) => choose("actorId", id)}
            options={[
              { value: "", label: t("audit.anybody") },
              ...[...actors].map(([value, label]) => ({ value, label })),
            ]}
          />
        </Field>
        <Field label={t("audit.action")} hint={t("audit.actionHint")}>
          <TextInput
            value={action}
            autoCapitalize="none"
            spellCheck={false}
            onChange={({ target: { value } }) => {
              setAction(value);
              const wanted = value.trim();
              if (wanted === "" || ACTION.test(wanted)) choose("action", wanted);
            }}
          />
        </Field>
        <Field label={t("audit.from")}>
          <TextInput type="datetime-local" onChange={({ target }) => choose("from", moment(target.value))} />
        </Field>
        <Field label={t("audit.to")}>
          <TextInput type="datetime-local" onChange={({ target }) => choose("to", moment(target.value))} />
        </Field>
      </div>
      <RetryNotice refusal={pages.refusal} onRetry={pages.retry} />
      {!items && !pages.refusal && <Loading />}
      {items?.length === 0 && <p className="text-muted">{t("audit.none")}</p>}
      {items && items.length > 0 && (
        <Card>
          <ul aria-label={t("nav.audit")} className="divide-y divide-line">
            {items.map((entry) => (
              <Row key={entry.id} entry={entry} onActor={(id) => choose("actorId", id)} />
            ))}
          </ul>
        </Card>
      )}
      {pages.more && (
        <Button className="self-center" busy={pages.loadingMore} onClick={pages.more}>
          {t("more")}
        </Button>
      )}
    </div>
  );
};
