import { type Drop, dropRoutes, poolOf, type Receipt } from "@showdrop/shared";
import { useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { classes, Dialog, Loading, RefusalNotice } from "../../ui/index.ts";
import type { Mine } from "./drop-view.ts";

interface ReceiptsProps {
  drop: Drop;
  mine: Mine;
}

/** Leads to the drop's public log. */
export const ReceiptsButton = ({ drop, mine }: ReceiptsProps) => {
  const t = useTexts("drops");
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="-my-2 flex min-h-11 w-fit items-center text-sm text-muted underline underline-offset-4"
        onClick={() => setOpen(true)}
      >
        {t("receipts.open")}
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t("receipts.title")} wide>
        {open && <Receipts drop={drop} mine={mine} />}
      </Dialog>
    </>
  );
};

const Receipts = ({ drop, mine }: ReceiptsProps) => {
  const t = useTexts("drops");
  const [after, setAfter] = useState(0);
  const params = { dropId: drop.id };
  const log = useAnswer(dropRoutes.readReceipts, { params, query: { after } });
  if (log.error) return <RefusalNotice refusal={log.error} />;
  if (!log.data) return <Loading />;
  const { stock, items, next } = log.data;
  const entries = new Set([
    ...mine.holds.filter(({ dropId }) => dropId === drop.id).map(({ entry }) => entry),
    ...mine.waits.filter(({ dropId }) => dropId === drop.id).map(({ entry }) => entry),
  ]);
  const link = "flex min-h-11 w-fit items-center font-semibold text-accent-text underline underline-offset-4";
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">{t("receipts.intro")}</p>
      <p className="font-semibold tabular-nums">{t("receipts.sum", { ...stock })}</p>
      {drop.fairStart && (
        <p className="text-sm break-all text-muted">
          {t("receipts.commit")} <code>{drop.fairStart.commit}</code>
        </p>
      )}
      {drop.fairStart?.drawn && (
        <a
          className={link}
          href={dropRoutes.readDropDraw.path.replace(":dropId", drop.id)}
          download={`draw-${drop.id}.json`}
        >
          {t("receipts.draw")}
        </a>
      )}
      <ol className="flex flex-col divide-y divide-line text-sm">
        {items.map((receipt) => (
          <Line
            key={receipt.seq}
            receipt={receipt}
            variant={poolOf(drop, receipt.variantId)?.variant.name ?? ""}
            mine={receipt.entry !== null && entries.has(receipt.entry)}
          />
        ))}
      </ol>
      {next !== null && (
        <button type="button" className={link} onClick={() => setAfter(next)}>
          {t("receipts.more")}
        </button>
      )}
      <a
        className={link}
        href={dropRoutes.readReceipts.path.replace(":dropId", drop.id)}
        download={`receipts-${drop.id}.json`}
      >
        {t("receipts.file")}
      </a>
    </div>
  );
};

const Line = ({ receipt, variant, mine }: { receipt: Receipt; variant: string; mine: boolean }) => {
  const t = useTexts("drops");
  const { locale } = useLanguage();
  const { seq, kind, quantity, entry, at, after } = receipt;
  return (
    <li className={classes("flex flex-col gap-0.5 py-2", mine && "font-semibold")}>
      <span className="flex justify-between gap-3 tabular-nums">
        <span>
          {seq}. {t(`receipts.kind.${kind}`, { count: quantity })} · {variant}
          {mine && ` · ${t("receipts.mine")}`}
        </span>
        <time dateTime={at} className="shrink-0 text-muted">
          {new Date(at).toLocaleTimeString(locale, { timeStyle: "medium" })}
        </time>
      </span>
      <span className="flex justify-between gap-3 text-xs text-muted tabular-nums">
        <span>{t("receipts.after", { ...after })}</span>
        {entry && <code title={entry}>{entry.slice(0, 8)}</code>}
      </span>
    </li>
  );
};
