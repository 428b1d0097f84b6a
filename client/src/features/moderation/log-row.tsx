import type { ModerationEntry } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { useDates } from "../../lib/time.ts";

/** What an action is called, also one that has no name here yet. */
export const useActionName = (): ((action: string) => string) => {
  const t = useTexts("mods");
  return (action) => t.maybe(`action.${action.replace(":", "-")}`) ?? action;
};

const Words = ({ label, words }: { label: string; words: ModerationEntry["before"] }) => {
  const t = useTexts("mods");
  const { dateTime } = useDates();
  const entries = Object.entries(words);
  if (entries.length === 0) return null;
  const said = ([name, value]: [string, string]) =>
    `${t.maybe(`detail.${name}`) ?? name}: ${/^\d{4}-\d\d-\d\dT/.test(value) ? dateTime(value) : value}`;
  return (
    <p className="text-sm text-muted [overflow-wrap:anywhere]">
      <span className="font-semibold">{label}</span> {entries.map(said).join(" · ")}
    </p>
  );
};

/** One row of the log: who did what to whom, why, and what changed. */
export const LogRow = ({ entry }: { entry: ModerationEntry }) => {
  const t = useTexts("mods");
  const actionName = useActionName();
  const { dateTime } = useDates();
  const { actor, action, person, reason, before, after, at } = entry;
  return (
    <li className="flex flex-col gap-0.5 px-4 py-3">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-semibold">{actor?.displayName ?? t("log.system")}</span>
        <span>{actionName(action)}</span>
        {person && <span className="font-semibold">{person.displayName}</span>}
        <time dateTime={at} className="ml-auto text-sm text-muted tabular-nums">
          {dateTime(at)}
        </time>
      </div>
      {reason && <p className="text-sm [overflow-wrap:anywhere]">{t("log.reason", { reason })}</p>}
      <Words label={t("log.before")} words={before} />
      <Words label={t("log.after")} words={after} />
    </li>
  );
};
