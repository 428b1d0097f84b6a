import { Popover } from "@base-ui/react/popover";
import type { Audience } from "@showdrop/shared";
import { Activity } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../../i18n/index.ts";
import type { Health as Sent, SentLayer } from "../../lib/media/index.ts";
import { classes } from "../../ui/index.ts";

const tones = {
  good: "text-success",
  unstable: "text-warn",
  busy: "text-warn",
  lost: "text-danger",
} as const satisfies Record<Sent["verdict"], string>;

const megabits = (bitrate: number): string => (bitrate / 1e6).toFixed(1);

interface HealthProps {
  health: Sent | null;
  audience: Audience | null;
}

/** How the sending goes: a word and two numbers, and on a tap everything that is known. */
export const Health = ({ health, audience }: HealthProps) => {
  const t = useTexts("liveStudio");
  if (!health) return null;
  const { verdict, stats } = health;
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={t("health.details", { verdict: t(`health.${verdict}`) })}
        className="flex min-h-11 min-w-0 items-center gap-2 rounded-md px-2 text-left text-sm leading-tight hover:bg-raised"
      >
        <Activity size={18} aria-hidden className={classes("shrink-0", tones[verdict])} />
        <span className="flex min-w-0 flex-col">
          <span className={classes("font-semibold", tones[verdict])}>{t(`health.${verdict}`)}</span>
          <span className="text-muted tabular-nums">
            {t("health.numbers", {
              megabits: megabits(stats.bitrate),
              frames: Math.round(stats.framesPerSecond),
            })}
          </span>
        </span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" className="z-50 outline-none">
          <Popover.Popup className="w-80 max-w-[calc(100vw-2rem)] rounded-md border border-line bg-surface p-4 text-sm text-ink shadow-float outline-none">
            <Popover.Title className="mb-3 font-semibold">{t(`health.${verdict}`)}</Popover.Title>
            <Details health={health} audience={audience} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
};

const Row = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="flex justify-between gap-4 py-1">
    <dt className="text-muted">{label}</dt>
    <dd className="text-right tabular-nums">{children}</dd>
  </div>
);

const Details = ({ health: { stats, scores }, audience }: HealthProps & { health: Sent }) => {
  const t = useTexts("liveStudio");
  return (
    <dl>
      <Row label={t("health.bitrate")}>{t("health.megabits", { megabits: megabits(stats.bitrate) })}</Row>
      <Row label={t("health.loss")}>{(stats.loss * 100).toFixed(1)} %</Row>
      <Row label={t("health.roundTrip")}>{stats.roundTripMs} ms</Row>
      <Row label={t("health.frames")}>{Math.round(stats.framesPerSecond)}</Row>
      {stats.layers.map((layer, index) => (
        <Row key={layer.rid} label={t("health.layer", { number: index + 1 })}>
          <Layer layer={layer} score={scores[index]} viewers={audience?.layers[index]} />
        </Row>
      ))}
      {audience && audience.withoutPicture > 0 && (
        <Row label={t("health.withoutPicture")}>{audience.withoutPicture}</Row>
      )}
    </dl>
  );
};

interface LayerProps {
  layer: SentLayer;
  score: number | undefined;
  viewers: number | undefined;
}

const Layer = ({ layer, score, viewers }: LayerProps) => {
  const t = useTexts("liveStudio");
  const sent = layer.framesPerSecond > 0;
  return (
    <>
      {sent ? `${layer.width} × ${layer.height} · ${megabits(layer.bitrate)}` : t("health.notSent")}
      {sent && (layer.limitedBy === "cpu" || layer.limitedBy === "bandwidth") && (
        <span className="block text-warn">{t(`health.limited.${layer.limitedBy}`)}</span>
      )}
      {sent && score !== undefined && (
        <span className="block text-muted">{t("health.score", { score })}</span>
      )}
      {viewers !== undefined && (
        <span className="block text-muted">{t("health.viewers", { count: viewers })}</span>
      )}
    </>
  );
};
