import { type Drop, dropRoutes } from "@showdrop/shared";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { formatSeconds, useServerNow } from "../../lib/clock.ts";
import { Badge, type BadgeTone, Button, Card, ConfirmDialog, Price, RefusalNotice } from "../../ui/index.ts";
import { Closing } from "../drops/drop-status.tsx";
import { nothingMine, opensIn, standsStill } from "../drops/drop-view.ts";
import { ReceiptsButton } from "../drops/receipts.tsx";
import { StockBar } from "../drops/stock-bar.tsx";
import { OpenDropDialog } from "../run-of-show/open-drop.tsx";
import { MoveClosingDialog } from "./move-closing.tsx";
import { RestockDialog } from "./restock.tsx";

const tones: Record<Drop["status"], BadgeTone> = {
  scheduled: "info",
  open: "success",
  sold_out: "warn",
  closed: "neutral",
};

/** A drop from the seller's side: how it stands, and what can be done about it. */
export const DropRow = ({ drop, live, viewers }: { drop: Drop; live: boolean; viewers: number }) => {
  const t = useTexts("liveStudio");
  const say = useTexts("drops");
  const now = useServerNow(1000);
  const { stock, status, pools } = drop;
  const seconds = opensIn(drop, now);
  const waiting = pools.reduce((sum, pool) => sum + pool.waiting, 0);
  return (
    <Card className="flex flex-col gap-3 p-3">
      <div className="flex items-start gap-3">
        <h2 className="min-w-0 grow truncate text-[0.9375rem] font-semibold">{drop.product.title}</h2>
        <Badge tone={drop.pausedByHand ? "warn" : tones[status]} className="tabular-nums">
          {status === "scheduled" && live && seconds > 0
            ? formatSeconds(seconds)
            : t(drop.pausedByHand ? "drop.status.paused" : `drop.status.${status}`)}
        </Badge>
      </div>
      {pools.map((pool) => (
        <div key={pool.variant.id} className="flex flex-col gap-1">
          <p className="flex justify-between gap-3 text-sm text-muted">
            <span className="truncate">{pool.variant.name}</span>
            <Price money={pool.price} was={pool.regularPrice} />
          </p>
          {status !== "closed" && <StockBar stock={pool.stock} />}
        </div>
      ))}
      <p className="text-sm text-muted tabular-nums">
        {status === "closed" && stock.held === 0
          ? t("drop.sold", { count: stock.sold })
          : t("drop.stock", { ...stock })}
        {waiting > 0 && ` · ${say("waiting", { count: waiting })}`}
      </p>
      {drop.fairStart && <p className="text-sm text-muted">{t("drop.accesses.fair")}</p>}
      {drop.earlyAccess && (
        <p className="text-sm text-muted">
          {t(`drop.accesses.${drop.earlyAccess.audience}`)} ·{" "}
          {t("drop.seconds", { count: drop.earlyAccess.seconds })}
        </p>
      )}
      {status !== "closed" && <Closing drop={drop} now={now} overVideo={false} />}
      {standsStill(drop) && !drop.pausedByHand && (
        <p className="text-sm font-medium text-warn">{say("clockPaused")}</p>
      )}
      {status !== "closed" && <Acts drop={drop} live={live} viewers={viewers} />}
      <ReceiptsButton drop={drop} mine={nothingMine} />
    </Card>
  );
};

const Acts = ({ drop, live, viewers }: { drop: Drop; live: boolean; viewers: number }) => {
  const t = useTexts("liveStudio");
  const pause = useSend(dropRoutes.pauseDrop);
  const resume = useSend(dropRoutes.resumeDrop);
  const close = useSend(dropRoutes.closeDrop);
  const [asking, setAsking] = useState<"open" | "pause" | "close" | "restock" | "closing" | null>(null);
  const { stock, status } = drop;
  const params = { dropId: drop.id };
  const done = () => setAsking(null);
  const ask = (what: "pause" | "close" | "restock" | "closing", label: ReactNode) => (
    <Button size="sm" onClick={() => setAsking(what)}>
      {label}
    </Button>
  );
  return (
    <>
      <RefusalNotice refusal={resume.error} />
      <div className="flex flex-wrap gap-2">
        {status === "scheduled" && (
          <Button size="sm" variant="primary" disabled={!live} onClick={() => setAsking("open")}>
            {t("drop.openNow")}
          </Button>
        )}
        {drop.pausedByHand ? (
          <Button
            size="sm"
            variant="primary"
            busy={resume.isPending}
            onClick={() => resume.mutate({ params })}
          >
            {t("drop.resume")}
          </Button>
        ) : (
          ask("pause", t("drop.pause"))
        )}
        {ask("restock", t("drop.restock"))}
        {live && ask("closing", t("drop.moveClosing"))}
        {ask("close", t("drop.close"))}
      </div>
      <ConfirmDialog
        open={asking === "pause"}
        onClose={done}
        onConfirm={() => pause.mutate({ params }, { onSuccess: done })}
        title={t("drop.pauseTitle")}
        confirm={t("drop.pause")}
        busy={pause.isPending}
        refusal={pause.error}
      >
        {t("drop.pauseText", { available: stock.available, held: stock.held })}
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === "close"}
        onClose={done}
        onConfirm={() => close.mutate({ params }, { onSuccess: done })}
        title={t("drop.closeTitle")}
        confirm={t("drop.close")}
        danger
        busy={close.isPending}
        refusal={close.error}
      >
        {t("drop.closeText", { available: stock.available, held: stock.held })}
      </ConfirmDialog>
      {asking === "open" && <OpenDropDialog drop={drop} viewers={viewers} onClose={done} />}
      {asking === "restock" && <RestockDialog drop={drop} onClose={done} />}
      {asking === "closing" && <MoveClosingDialog drop={drop} onClose={done} />}
    </>
  );
};
