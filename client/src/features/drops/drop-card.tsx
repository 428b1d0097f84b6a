import { assertNever, type Drop, type Hold, type Refusal } from "@showdrop/shared";
import { Minus, Package, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useRefusalText } from "../../i18n/refusal-text.ts";
import { formatSeconds, useServerNow } from "../../lib/clock.ts";
import { Button, classes, IconButton, Price } from "../../ui/index.ts";
import { closesIn, type DropView, dropView, standsStill } from "./drop-view.ts";
import { StockBar } from "./stock-bar.tsx";

/** A countdown that is wrong by less than a person notices. */
const TICK_MS = 250;

interface DropCardProps {
  drop: Drop;
  holds: readonly Hold[];
  /** Takes units, or leads to signing in. */
  onBuy: (drop: Drop, quantity: number) => void;
  /** Opens the checkout of a hold. */
  onPay: (hold: Hold) => void;
  busy: boolean;
  refusal: Refusal | null;
  overVideo?: boolean;
  /** Stands beside the countdown of a drop that is to come. */
  bell?: ReactNode;
}

/** A drop as a viewer sees it: countdown, Buy, the time left to pay, or how it ended. */
export const DropCard = ({
  drop,
  holds,
  onBuy,
  onPay,
  busy,
  refusal,
  overVideo = false,
  bell,
}: DropCardProps) => {
  const say = useRefusalText();
  const now = useServerNow(TICK_MS);
  const view = dropView(drop, holds, now);
  const mine = view.kind === "held" || view.kind === "paying";
  // Where there is room the act has a line of its own; what is over needs none.
  const beside = overVideo || view.kind === "closed";
  return (
    <article
      className={classes(
        "flex flex-col gap-2.5 rounded-lg p-3",
        overVideo
          ? "bg-black/55 text-white backdrop-blur-md"
          : "border border-line bg-surface text-ink shadow-card",
        mine && "ring-2 ring-accent",
      )}
    >
      <div className="flex items-center gap-3">
        <Picture url={drop.product.imageUrl} overVideo={overVideo} />
        <div className="flex min-w-0 grow flex-col gap-0.5">
          <h3 className="truncate text-[0.9375rem] leading-tight font-semibold">{drop.product.title}</h3>
          <p className={classes("truncate text-sm", overVideo ? "text-white/80" : "text-muted")}>
            {drop.variant.name}
          </p>
          <Price money={drop.price} was={drop.regularPrice} className="text-[0.9375rem] font-bold" />
        </div>
        {view.kind === "not-open" && bell}
        {beside && (
          <Act view={view} drop={drop} onBuy={onBuy} onPay={onPay} busy={busy} compact={overVideo} />
        )}
      </div>
      {view.kind !== "closed" && <StockBar stock={drop.stock} overVideo={overVideo} />}
      {view.kind !== "closed" && <Closing seconds={closesIn(drop, now)} overVideo={overVideo} />}
      <Status view={view} drop={drop} now={now} overVideo={overVideo} />
      {refusal && (
        <p role="alert" className={classes("text-sm font-medium", overVideo ? "text-white" : "text-danger")}>
          {say(refusal)}
        </p>
      )}
      {!beside && <Act view={view} drop={drop} onBuy={onBuy} onPay={onPay} busy={busy} />}
    </article>
  );
};

const Picture = ({ url, overVideo }: { url: string | null; overVideo: boolean }) => {
  const shape = "size-14 shrink-0 rounded-sm";
  if (url) return <img src={url} alt="" className={classes(shape, "object-cover")} />;
  return (
    <span
      aria-hidden
      className={classes(
        shape,
        "flex items-center justify-center",
        overVideo ? "bg-white/15 text-white" : "bg-raised text-faint",
      )}
    >
      <Package size={22} />
    </span>
  );
};

/** How long a drop is still open. Read aloud where it is come upon, not second by second. */
const Closing = ({ seconds, overVideo }: { seconds: number | null; overVideo: boolean }) => {
  const t = useTexts("drops");
  if (seconds === null) return null;
  return (
    <p className={classes("text-sm font-medium tabular-nums", overVideo ? "text-white/90" : "text-muted")}>
      {t("closesIn", { time: formatSeconds(seconds) })}
    </p>
  );
};

/** From here on it is said once that a drop closes soon, in seconds: time enough to press a button by ear. */
const SOON = 60;

/** What is written below, and what is spoken because only the button shows it. */
const useStatus = (
  view: DropView,
  closes: number | null,
  limit: number,
): { text?: string; spoken?: string } => {
  const t = useTexts("drops");
  switch (view.kind) {
    case "not-open":
      return {};
    case "open":
      return { spoken: closes !== null && closes <= SOON ? t("lastMinute") : t("onSale") };
    case "held":
      return { text: t("heldForYou") };
    case "paying":
      return { text: view.secondsLeft === 0 ? t("checkingPayment") : t("heldForYou") };
    case "all-held":
      return { text: t("allHeld") };
    case "sold-out":
      return { spoken: t("soldOut") };
    case "closed":
      return { spoken: t("closed") };
    case "limit-reached":
      return { text: t("limitReached", { count: limit }) };
    default:
      return assertNever(view);
  }
};

interface StatusProps {
  view: DropView;
  drop: Drop;
  now: number;
  overVideo: boolean;
}

/** What cannot be read off the button, said aloud when it changes; the running seconds are not. */
const Status = ({ view, drop, now, overVideo }: StatusProps) => {
  const t = useTexts("drops");
  const { text, spoken } = useStatus(view, closesIn(drop, now), drop.perCustomer);
  const still = standsStill(drop) ? t("clockPaused") : undefined;
  const look = classes("text-sm font-medium", overVideo ? "text-white/90" : "text-muted");
  return (
    <div aria-live="polite" className={text || still ? undefined : "sr-only"}>
      {text && <p className={look}>{text}</p>}
      {still && <p className={look}>{still}</p>}
      <span className="sr-only">{spoken}</span>
    </div>
  );
};

interface ActProps extends Pick<DropCardProps, "drop" | "onBuy" | "onPay" | "busy"> {
  view: DropView;
  compact?: boolean;
}

const Act = ({ view, drop, onBuy, onPay, busy, compact = false }: ActProps) => {
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
  switch (view.kind) {
    case "not-open": {
      if (view.secondsLeft === 0) return over(t("opening"));
      const time = formatSeconds(view.secondsLeft);
      const opensIn = t("opensIn", { time });
      // Beside the bell the time alone says it to the eye, and leaves the product's name its room.
      return compact
        ? over(
            <>
              <span className="sr-only">{opensIn}</span>
              <span aria-hidden>{time}</span>
            </>,
          )
        : over(opensIn);
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
            onClick={() => onBuy(drop, quantity)}
          >
            {t("buy")}
          </Button>
        </div>
      );
    }
    case "held":
    case "paying":
      return (
        <Button variant="primary" className="tabular-nums" onClick={() => onPay(view.hold)}>
          {t("pay")} · {formatSeconds(view.secondsLeft)}
        </Button>
      );
    case "all-held":
      return over(t("allHeldShort"));
    case "sold-out":
      return over(t("soldOut"));
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
