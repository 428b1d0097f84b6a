import type { Difference, Reconciliation } from "@showdrop/shared";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { useDates } from "../../lib/time.ts";
import { Notice } from "../../ui/index.ts";
import { STALE_MS } from "./troubles.ts";

/** What the command repairs: numbers that follow from others. The ledger and the orders follow from nothing. */
const isRepaired = ({ kind }: Difference): boolean => kind !== "allocated" && kind !== "ledger_committed";

const Row = ({ difference }: { difference: Difference }) => {
  const t = useTexts("operate");
  const { kind, subjectId, expected, found } = difference;
  return (
    <li className="flex flex-col gap-1 border-t border-line py-3">
      <p className="font-semibold">{t(`stock.kind.${kind}`)}</p>
      <p className="text-sm">
        {t("stock.found", { count: found })}, {t("stock.expected", { count: expected })}{" "}
        <code className="break-all text-muted">{subjectId}</code>
      </p>
      <p className="text-sm text-muted">{isRepaired(difference) ? t("stock.repair") : t("stock.look")}</p>
    </li>
  );
};

/** What the last comparison of stock and orders found. */
export const Stock = ({ reconciliation, now }: { reconciliation: Reconciliation | null; now: string }) => {
  const t = useTexts("operate");
  const { relative } = useDates();
  if (!reconciliation) return <p className="text-muted">{t("stock.never")}</p>;
  const { at, compared, differences, total } = reconciliation;
  const sound = total === 0;
  return (
    <>
      <p role="status" className="flex items-center gap-2 text-lg font-semibold">
        {sound ? (
          <CircleCheck className="text-success" aria-hidden />
        ) : (
          <TriangleAlert className="text-danger" aria-hidden />
        )}
        {sound ? t("stock.sound") : t("stock.differences", { count: total })}
      </p>
      <p className="text-sm text-muted">
        {t("stock.compared", { ...compared, when: relative(at, Date.parse(now)) })}
      </p>
      {Date.parse(now) - Date.parse(at) > STALE_MS && <Notice tone="warn">{t("stock.stale")}</Notice>}
      <ul>
        {differences.map((difference) => (
          <Row key={`${difference.kind} ${difference.subjectId}`} difference={difference} />
        ))}
      </ul>
      {total > differences.length && (
        <p className="text-muted">{t("stock.more", { count: total - differences.length })}</p>
      )}
    </>
  );
};
