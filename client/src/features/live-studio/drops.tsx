import { type Drop, routes, type ShowSnapshot } from "@showdrop/shared";
import { ArrowLeft, Plus, Zap } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { formatSeconds, serverNow, useServerNow } from "../../lib/clock.ts";
import {
  Badge,
  type BadgeTone,
  Button,
  Card,
  ConfirmDialog,
  EmptyState,
  IconButton,
  Price,
  RefusalNotice,
} from "../../ui/index.ts";
import { closesIn, inOrder, opensIn, standsStill } from "../drops/drop-view.ts";
import { StockBar } from "../drops/stock-bar.tsx";
import { DropForm } from "./drop-form.tsx";

/** The show's drops from the seller's side, newest first. */
export const Drops = ({ show }: { show: ShowSnapshot }) => {
  const t = useTexts("liveStudio");
  const [creating, setCreating] = useState(false);
  const drops = inOrder(show.drops, [], serverNow());
  const live = show.show.status === "live" || show.show.status === "paused";
  const add = (
    <Button variant="primary" icon={<Plus size={18} aria-hidden />} onClick={() => setCreating(true)}>
      {t("drop.new")}
    </Button>
  );
  if (creating)
    return (
      <div className="flex flex-col gap-4">
        <div className="flex items-center gap-1">
          <IconButton
            label={t("drop.back")}
            icon={<ArrowLeft size={20} aria-hidden />}
            onClick={() => setCreating(false)}
          />
          <h2 className="text-lg font-semibold">{t("drop.new")}</h2>
        </div>
        <DropForm show={show} live={live} onDone={() => setCreating(false)} />
      </div>
    );
  return (
    <div className="flex flex-col gap-3">
      {drops.length === 0 ? (
        <EmptyState icon={<Zap aria-hidden />} title={t("drop.empty")} action={add}>
          {t("drop.emptyText")}
        </EmptyState>
      ) : (
        add
      )}
      {drops.map((drop) => (
        <Row key={drop.id} drop={drop} live={live} />
      ))}
    </div>
  );
};

const tones: Record<Drop["status"], BadgeTone> = {
  scheduled: "info",
  open: "success",
  sold_out: "warn",
  closed: "neutral",
};

const Row = ({ drop, live }: { drop: Drop; live: boolean }) => {
  const t = useTexts("liveStudio");
  const say = useTexts("drops");
  const open = useSend(routes.openDrop);
  const close = useSend(routes.closeDrop);
  const [asking, setAsking] = useState(false);
  const now = useServerNow(1000);
  const { stock, status } = drop;
  const params = { dropId: drop.id };
  const seconds = opensIn(drop, now);
  const closes = closesIn(drop, now);
  return (
    <Card className="flex flex-col gap-3 p-3">
      <div className="flex items-start gap-3">
        <div className="min-w-0 grow">
          <h3 className="truncate text-[0.9375rem] font-semibold">{drop.product.title}</h3>
          <p className="truncate text-sm text-muted">
            {drop.variant.name} · <Price money={drop.price} />
          </p>
        </div>
        <Badge tone={tones[status]} className="tabular-nums">
          {status === "scheduled" && live && seconds > 0
            ? formatSeconds(seconds)
            : t(`drop.status.${status}`)}
        </Badge>
      </div>
      {status !== "closed" && <StockBar stock={stock} />}
      <p className="text-sm text-muted tabular-nums">
        {status === "closed" && stock.held === 0
          ? t("drop.sold", { count: stock.sold })
          : t("drop.stock", { ...stock })}
      </p>
      {closes !== null && (
        <p className="text-sm font-medium tabular-nums">{say("closesIn", { time: formatSeconds(closes) })}</p>
      )}
      {standsStill(drop) && <p className="text-sm font-medium text-warn">{say("clockPaused")}</p>}
      <RefusalNotice refusal={open.error} />
      {status !== "closed" && (
        <div className="flex gap-2">
          {status === "scheduled" && (
            <Button
              size="sm"
              variant="primary"
              busy={open.isPending}
              disabled={!live}
              onClick={() => open.mutate({ params })}
            >
              {t("drop.openNow")}
            </Button>
          )}
          <Button size="sm" onClick={() => setAsking(true)}>
            {t("drop.close")}
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => close.mutate({ params }, { onSuccess: () => setAsking(false) })}
        title={t("drop.closeTitle")}
        confirm={t("drop.close")}
        danger
        busy={close.isPending}
        refusal={close.error}
      >
        {t("drop.closeText", { available: stock.available, held: stock.held })}
      </ConfirmDialog>
    </Card>
  );
};
