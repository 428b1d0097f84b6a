import { type Giveaway, giveawayRoutes, type ShowSnapshot, type Winner } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { formatSeconds, secondsUntil, useServerNow } from "../../lib/clock.ts";
import { Badge, Button, Card, ConfirmDialog } from "../../ui/index.ts";
import { GiveawayForm } from "./giveaway-form.tsx";
import { ProofDialog } from "./proof-dialog.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";

/** A show's giveaway from behind, for the shop's owner and managers: the prizes are theirs. */
export const GiveawayPanel = ({ show }: { show: ShowSnapshot }) => {
  const { giveaway } = show;
  const running = giveaway?.status === "open" || giveaway?.status === "drawing";
  return (
    <div className="flex flex-col gap-4">
      {running && <Open key={giveaway.id} giveaway={giveaway} />}
      {giveaway?.result && <Drawn key={giveaway.id} giveaway={giveaway} result={giveaway.result} />}
      {!running && <GiveawayForm key={`after ${giveaway?.id}`} showId={show.show.id} />}
    </div>
  );
};

const Open = ({ giveaway }: { giveaway: Giveaway }) => {
  const t = useTexts("giveaways");
  const now = useServerNow(1000);
  const draw = useSend(giveawayRoutes.drawGiveaway);
  const cancel = useSend(giveawayRoutes.cancelGiveaway);
  const [asking, setAsking] = useState<"draw" | "cancel" | null>(null);
  const params = { giveawayId: giveaway.id };
  const close = () => setAsking(null);
  return (
    <Card className="flex flex-col gap-3 p-4">
      <h3 className="font-semibold [overflow-wrap:anywhere]">{giveaway.prize}</h3>
      <p className="text-sm text-muted tabular-nums">
        {t(`audienceOf.${giveaway.audience}`)} · {t("entered", { count: giveaway.entries })}
        {giveaway.closesAt &&
          ` · ${t("drawsIn", { time: formatSeconds(secondsUntil(giveaway.closesAt, now)) })}`}
      </p>
      <div className="flex gap-2">
        <Button variant="primary" onClick={() => setAsking("draw")}>
          {t("draw")}
        </Button>
        <Button onClick={() => setAsking("cancel")}>{t("cancel")}</Button>
      </div>
      <ConfirmDialog
        open={asking === "draw"}
        onClose={close}
        onConfirm={() => draw.mutate({ params }, { onSuccess: close })}
        title={t("drawTitle")}
        confirm={t("draw")}
        busy={draw.isPending}
        refusal={draw.error}
      >
        {t("drawText", { count: giveaway.entries })}
      </ConfirmDialog>
      <ReasonDialog
        open={asking === "cancel"}
        onClose={close}
        onConfirm={(reason) => cancel.mutate({ params, body: { reason } }, { onSuccess: close })}
        title={t("cancelTitle")}
        text=""
        confirm={t("cancel")}
        busy={cancel.isPending}
        refusal={cancel.error}
      />
    </Card>
  );
};

const Drawn = ({ giveaway, result }: { giveaway: Giveaway; result: NonNullable<Giveaway["result"]> }) => {
  const t = useTexts("giveaways");
  const redraw = useSend(giveawayRoutes.redrawWinner);
  const [instead, setInstead] = useState<Winner | null>(null);
  const [checking, setChecking] = useState(false);
  const params = { giveawayId: giveaway.id };
  return (
    <Card className="flex flex-col gap-3 p-4">
      <div className="flex items-start justify-between gap-3">
        <h3 className="font-semibold [overflow-wrap:anywhere]">{giveaway.prize}</h3>
        <Badge>{t("entered", { count: giveaway.entries })}</Badge>
      </div>
      {result.winners.length === 0 && <p className="text-muted">{t("nobody")}</p>}
      <ul className="flex flex-col gap-2">
        {result.winners.map((winner) => (
          <li key={winner.entrantId} className="flex items-center justify-between gap-3">
            <span className="min-w-0 truncate font-semibold">{winner.person.displayName}</span>
            <Button
              size="sm"
              aria-label={t("redrawLabel", { name: winner.person.displayName })}
              onClick={() => setInstead(winner)}
            >
              {t("redraw")}
            </Button>
          </li>
        ))}
      </ul>
      <Button variant="ghost" onClick={() => setChecking(true)}>
        {t("check")}
      </Button>
      <ProofDialog open={checking} onClose={() => setChecking(false)} giveaway={giveaway} mine={null} />
      {instead && (
        <ReasonDialog
          open
          onClose={() => setInstead(null)}
          onConfirm={(reason) =>
            redraw.mutate(
              { params, body: { entrantId: instead.entrantId, reason } },
              { onSuccess: () => setInstead(null) },
            )
          }
          title={t("redrawTitle")}
          text={t("redrawText", { name: instead.person.displayName })}
          confirm={t("redraw")}
          busy={redraw.isPending}
          refusal={redraw.error}
        />
      )}
    </Card>
  );
};
