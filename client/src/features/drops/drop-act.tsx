import { assertNever, type Drop, type Hold } from "@showdrop/shared";
import { Minus, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { formatSeconds } from "../../lib/clock.ts";
import { Button, classes, IconButton } from "../../ui/index.ts";
import { type DropView, HURRY_SECONDS } from "./drop-view.ts";

/** What a viewer can do about a drop. */
export interface DropActs {
  /** Takes units, or leads to signing in. */
  onBuy: (drop: Drop, variantId: string, quantity: number) => void;
  /** Opens the checkout of a hold. */
  onPay: (hold: Hold) => void;
  /** Stands in line, or leads to signing in. */
  onJoin: (drop: Drop, variantId: string) => void;
  onLeave: (drop: Drop) => void;
  /** Lets an offer pass to the next in line. */
  onPass: (hold: Hold) => void;
  /** Shows what is like something that is sold out. */
  onSimilar: (drop: Drop) => void;
}

interface DropActProps {
  view: DropView;
  drop: Drop;
  variantId: string;
  acts: DropActs;
  busy: boolean;
  compact?: boolean;
}

/** The one thing to press, or in its place what there is instead of it. */
export const DropAct = ({ view, drop, variantId, acts, busy, compact = false }: DropActProps) => {
  const t = useTexts("drops");
  const [wanted, setWanted] = useState(1);
  const over = (text: ReactNode) => (
    <span
      className={classes(
        "inline-flex h-11 shrink-0 items-center justify-center rounded-md px-4 text-sm font-semibold tabular-nums",
        compact ? "bg-white/15 text-white" : "bg-raised text-muted",
      )}
    >
      {text}
    </span>
  );
  const countdown = (said: string, time: string) =>
    // Beside the bell the time alone says it to the eye, and leaves the product's name its room.
    compact
      ? over(
          <>
            <span className="sr-only">{said}</span>
            <span aria-hidden>{time}</span>
          </>,
        )
      : over(said);
  const join = (label: string) => (
    <Button busy={busy} className="shrink-0 grow" onClick={() => acts.onJoin(drop, variantId)}>
      {label}
    </Button>
  );
  switch (view.kind) {
    case "not-open": {
      if (view.secondsLeft === 0) return over(t("opening"));
      const time = formatSeconds(view.secondsLeft);
      const waits = countdown(t("opensIn", { time }), time);
      if (!view.lobby) return waits;
      return (
        <div className={classes("flex items-center gap-2", compact && "shrink-0")}>
          {!compact && waits}
          {join(t("joinDraw"))}
        </div>
      );
    }
    case "early": {
      const time = formatSeconds(view.secondsLeft);
      return countdown(t("forAllIn", { time }), time);
    }
    case "open": {
      const quantity = Math.min(wanted, view.most);
      return (
        <div className={classes("flex items-center gap-2", compact && "shrink-0")}>
          {!compact && view.most > 1 && <Quantity value={quantity} most={view.most} onChange={setWanted} />}
          <Button
            variant="primary"
            busy={busy}
            className="min-w-20 grow"
            onClick={() => acts.onBuy(drop, variantId, quantity)}
          >
            {t("buy")}
          </Button>
        </div>
      );
    }
    case "queued":
      return (
        <Button busy={busy} className="shrink-0" onClick={() => acts.onLeave(drop)}>
          {t("leaveLine")}
        </Button>
      );
    case "held":
    case "paying":
      return (
        <div className={classes("flex items-center gap-2", compact && "shrink-0")}>
          <Button
            variant="primary"
            className={classes(
              "grow tabular-nums",
              view.secondsLeft <= HURRY_SECONDS && "ring-2 ring-warn ring-offset-1",
            )}
            onClick={() => acts.onPay(view.hold)}
          >
            {t(view.hold.offered && view.kind === "held" ? "take" : "pay")} ·{" "}
            {formatSeconds(view.secondsLeft)}
          </Button>
          {!compact && view.hold.offered && view.kind === "held" && (
            <Button busy={busy} onClick={() => acts.onPass(view.hold)}>
              {t("pass")}
            </Button>
          )}
        </div>
      );
    case "all-held":
      return join(t("joinLine"));
    case "sold-out":
      return over(t("soldOut"));
    case "paused":
      return over(t("paused"));
    case "closed":
      return over(t("closed"));
    case "limit-reached":
      return over(t("yours"));
    default:
      return assertNever(view);
  }
};

interface QuantityProps {
  value: number;
  most: number;
  onChange: (value: number) => void;
}

const Quantity = ({ value, most, onChange }: QuantityProps) => {
  const t = useTexts("drops");
  return (
    <div className="flex shrink-0 items-center rounded-md border border-line">
      <IconButton
        label={t("fewer")}
        icon={<Minus size={16} aria-hidden />}
        disabled={value <= 1}
        onClick={() => onChange(value - 1)}
      />
      <output className="min-w-6 text-center font-semibold tabular-nums">{value}</output>
      <IconButton
        label={t("moreUnits")}
        icon={<Plus size={16} aria-hidden />}
        disabled={value >= most}
        onClick={() => onChange(value + 1)}
      />
    </div>
  );
};
