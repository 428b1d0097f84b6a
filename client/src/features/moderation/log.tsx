import { type ModerationEntry, moderationRoutes } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { PAGE_LENGTH, usePages } from "../../lib/api.ts";
import { Button, Card, Field, Loading, RetryNotice, Select } from "../../ui/index.ts";
import { LogRow, useActionName } from "./log-row.tsx";

interface Only {
  personId?: string;
  actorId?: string;
  action?: string;
}

/** Those who occur in what was read so far, once each, by name. */
const peopleIn = (entries: readonly ModerationEntry[], side: "actor" | "person") => {
  const found = new Map(entries.flatMap((entry) => (entry[side] ? [[entry[side].id, entry[side]]] : [])));
  return [...found.values()].toSorted((a, b) => a.displayName.localeCompare(b.displayName));
};

/** What the team did, newest first. Nothing here changes it. */
export const Log = ({ shopId }: { shopId: string }) => {
  const t = useTexts("mods");
  const actionName = useActionName();
  const [only, setOnly] = useState<Only>({});
  const [seen, setSeen] = useState<readonly ModerationEntry[]>([]);
  const pages = usePages(moderationRoutes.listModerationLog, (before) => ({
    params: { shopId },
    query: { limit: PAGE_LENGTH, ...only, ...(before ? { before } : {}) },
  }));
  const { items } = pages;
  // What can be chosen is what was ever shown: a filter must not take away the other choices.
  const fresh = (items ?? []).filter(({ id }) => !seen.some((entry) => entry.id === id));
  if (fresh.length > 0) setSeen([...seen, ...fresh]);
  const all = { value: "", label: t("log.all") };
  const choose = (name: keyof Only) => (value: string) => {
    const { [name]: _, ...rest } = only;
    setOnly(value ? { ...rest, [name]: value } : rest);
  };
  const named = (side: "actor" | "person") => [
    all,
    ...peopleIn(seen, side).map(({ id, displayName }) => ({ value: id, label: displayName })),
  ];
  const actions = [...new Set(seen.map(({ action }) => action))].toSorted();
  return (
    <section aria-label={t("log.title")} className="flex flex-col gap-2.5">
      <div>
        <h2 className="text-sm font-semibold text-muted">{t("log.title")}</h2>
        <p className="text-sm text-muted">{t("log.text")}</p>
      </div>
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label={t("log.actor")}>
          <Select value={only.actorId ?? ""} onChange={choose("actorId")} options={named("actor")} />
        </Field>
        <Field label={t("log.person")}>
          <Select value={only.personId ?? ""} onChange={choose("personId")} options={named("person")} />
        </Field>
        <Field label={t("log.action")}>
          <Select
            value={only.action ?? ""}
            onChange={choose("action")}
            options={[all, ...actions.map((value) => ({ value, label: actionName(value) }))]}
          />
        </Field>
      </div>
      <RetryNotice refusal={pages.refusal} onRetry={pages.retry} />
      {!items && !pages.refusal && <Loading />}
      {items?.length === 0 && (
        <p className="rounded-lg border border-dashed border-line p-5 text-muted">{t("log.empty")}</p>
      )}
      {items && items.length > 0 && (
        <Card>
          <ul className="divide-y divide-line">
            {items.map((entry) => (
              <LogRow key={entry.id} entry={entry} />
            ))}
          </ul>
        </Card>
      )}
      {pages.more && (
        <Button className="self-center" busy={pages.loadingMore} onClick={pages.more}>
          {t("log.more")}
        </Button>
      )}
    </section>
  );
};
