import { type Drop, poolOf, type Refusal } from "@showdrop/shared";
import { Package } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useRefusalText } from "../../i18n/refusal-text.ts";
import { useServerNow } from "../../lib/clock.ts";
import { Button, classes, Picture, Price } from "../../ui/index.ts";
import { DropAct, type DropActs } from "./drop-act.tsx";
import { Closing, DropStatus } from "./drop-status.tsx";
import { dropView, fewLeft, type Mine } from "./drop-view.ts";
import { StockBar } from "./stock-bar.tsx";
import { VariantPicker } from "./variant-picker.tsx";

const ReceiptsButton = lazy(() => import("./receipts.tsx").then((m) => ({ default: m.ReceiptsButton })));

/** A countdown that is wrong by less than a person notices. */
const TICK_MS = 250;

interface DropCardProps {
  drop: Drop;
  mine: Mine;
  acts: DropActs;
  busy: boolean;
  refusal: Refusal | null;
  overVideo?: boolean;
  /** Stands beside the countdown of a drop that is to come. */
  bell?: ReactNode;
}

/** A drop as a viewer sees it: countdown, Buy, the time left to pay, a place in line, or how it ended. */
export const DropCard = ({ drop, mine, acts, busy, refusal, overVideo = false, bell }: DropCardProps) => {
  const t = useTexts("drops");
  const say = useRefusalText();
  const now = useServerNow(TICK_MS);
  const [chosen, setChosen] = useState<string | null>(null);
  const running = dropView(drop, mine, now);
  // What I hold or wait for; else what I chose, and before that the first that is there to be had.
  const fixed =
    running.kind === "held" || running.kind === "paying"
      ? running.hold.variantId
      : running.kind === "queued"
        ? running.wait.variantId
        : null;
  const pool =
    poolOf(drop, fixed ?? chosen ?? "") ??
    drop.pools.find(({ stock }) => stock.available > 0) ??
    drop.pools[0];
  if (!pool) return null;
  const view = dropView(drop, mine, now, pool.variant.id);
  const isMine = fixed !== null && view.kind !== "queued";
  const over = view.kind === "closed";
  const gone = view.kind === "sold-out";
  const few = over ? null : fewLeft(pool.stock);
  // Where there is room the act has a line of its own; what is over needs none.
  const beside = overVideo || over || gone;
  const act = (
    <DropAct
      view={view}
      drop={drop}
      variantId={pool.variant.id}
      acts={acts}
      busy={busy}
      compact={overVideo}
    />
  );
  return (
    <article
      className={classes(
        "flex flex-col gap-2.5 rounded-lg p-3",
        overVideo
          ? "bg-black/55 text-white backdrop-blur-md"
          : "border border-line bg-surface text-ink shadow-card",
        isMine && "ring-2 ring-accent",
      )}
    >
      <div className="flex items-center gap-3">
        <DropPicture url={drop.product.imageUrl} overVideo={overVideo} gone={gone} few={few} />
        <div className={classes("flex min-w-0 grow flex-col gap-0.5", gone && "opacity-65")}>
          <h3 className="truncate text-[0.9375rem] leading-tight font-semibold">{drop.product.title}</h3>
          <p className={classes("truncate text-sm", overVideo ? "text-white/80" : "text-muted")}>
            {pool.variant.name}
          </p>
          <Price money={pool.price} was={pool.regularPrice} className="text-[0.9375rem] font-bold" />
        </div>
        {view.kind === "not-open" && bell}
        {beside && act}
      </div>
      {drop.pools.length > 1 && !over && fixed === null && (
        <VariantPicker
          pools={drop.pools}
          value={pool.variant.id}
          onChange={setChosen}
          overVideo={overVideo}
        />
      )}
      {!over && (
        <div className={classes("flex gap-x-3 gap-y-1.5", !overVideo && "flex-col")}>
          {!gone && <Closing drop={drop} now={now} overVideo={overVideo} />}
          <StockBar stock={pool.stock} overVideo={overVideo} />
        </div>
      )}
      {!over && view.kind !== "queued" && pool.waiting > 0 && (
        <p className={classes("text-sm tabular-nums", overVideo ? "text-white/80" : "text-muted")}>
          {t("waiting", { count: pool.waiting })}
        </p>
      )}
      <DropStatus view={view} drop={drop} now={now} overVideo={overVideo} />
      {refusal && (
        <p role="alert" className={classes("text-sm font-medium", overVideo ? "text-white" : "text-danger")}>
          {say(refusal)}
        </p>
      )}
      {gone && (
        <div className="flex flex-wrap gap-2">
          <Button busy={busy} className="grow" onClick={() => acts.onJoin(drop, pool.variant.id)}>
            {t("joinLine")}
          </Button>
          <Button className="grow" onClick={() => acts.onSimilar(drop)}>
            {t("similar")}
          </Button>
        </div>
      )}
      {!beside && act}
      {!overVideo && (
        <Suspense>
          <ReceiptsButton drop={drop} mine={mine} />
        </Suspense>
      )}
    </article>
  );
};

interface PictureProps {
  url: string | null;
  overVideo: boolean;
  gone: boolean;
  few: number | null;
}

const DropPicture = ({ url, overVideo, gone, few }: PictureProps) => {
  const t = useTexts("drops");
  const shape = classes("size-14 rounded-sm", gone && "opacity-60 grayscale");
  return (
    <span className="relative shrink-0">
      {url ? (
        <Picture url={url} alt="" sizes="56px" className={classes(shape, "object-cover")} />
      ) : (
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
      )}
      {few !== null && (
        <span className="absolute inset-x-0 bottom-0 rounded-b-sm bg-warn-soft text-center text-[0.6875rem] leading-4 font-bold text-warn">
          {t("leftShort", { count: few })}
        </span>
      )}
    </span>
  );
};
