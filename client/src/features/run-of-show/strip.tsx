import {
  formatMoney,
  type Order,
  runOfShowRoutes,
  type ShowSnapshot,
  type ShowStrip,
} from "@showdrop/shared";
import { Info } from "lucide-react";
import { useEffect, useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { IconButton, Popover } from "../../ui/index.ts";

/** Milliseconds between two readings of what the hub does not tell: money and who paid. */
const EVERY_MS = 5_000;

interface StripProps {
  show: ShowSnapshot;
  /** Paid orders that arrived: each asks for the sums at once. */
  sales: readonly Order[];
}

/** How the show goes, in one line. Viewers and held units are live; the rest is read every few seconds and at each sale. */
export const Strip = ({ show, sales }: StripProps) => {
  const t = useTexts("runOfShow");
  const { locale } = useLanguage();
  const [explaining, setExplaining] = useState(false);
  const strip = useAnswer(
    runOfShowRoutes.readShowStrip,
    { params: { showId: show.show.id } },
    { refetchInterval: EVERY_MS },
  );
  const { refetch } = strip;
  const arrived = sales.length;
  useEffect(() => {
    if (arrived > 0) void refetch();
  }, [arrived, refetch]);

  const now = strip.data;
  const held = show.drops.reduce((sum, { stock }) => sum + stock.held, 0);
  const whole = new Intl.NumberFormat(locale);
  const money = (sums: NonNullable<ShowStrip["takings"]>["all"] | undefined) =>
    sums && (sums.length === 0 ? "–" : sums.map((sum) => formatMoney(sum, locale)).join(" · "));
  const { part: buyers = 0, of: seen = 0 } = now?.conversion ?? {};
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const figures = [
    { name: "viewers", value: whole.format(show.viewers) },
    { name: "held", value: whole.format(held) },
    { name: "paid", value: now && whole.format(now.paidUnits) },
    ...(now?.takings === null
      ? []
      : [
          { name: "revenue" as const, value: money(now?.takings?.all) },
          { name: "perMinute" as const, value: money(now?.takings?.perMinute) },
        ]),
    { name: "conversion", value: seen === 0 ? undefined : percent.format(buyers / seen) },
  ] as const;
  return (
    <section
      aria-label={t("strip.title")}
      className="flex shrink-0 items-center border-b border-line bg-surface pr-2"
    >
      <dl className="flex min-w-0 grow flex-wrap items-stretch gap-x-6 gap-y-1 px-4 py-1.5 max-sm:gap-x-5">
        {figures.map(({ name, value }) => (
          <div key={name} data-figure={name} className="flex shrink-0 flex-col-reverse justify-end">
            <dt className="text-xs text-muted">{t(`strip.${name}`)}</dt>
            <dd className="leading-tight font-semibold tabular-nums">{value ?? "–"}</dd>
          </div>
        ))}
      </dl>
      <Popover
        title={t("strip.title")}
        open={explaining}
        onOpen={setExplaining}
        trigger={<IconButton label={t("strip.what")} icon={<Info size={18} aria-hidden />} />}
      >
        <dl className="flex flex-col gap-3 p-2 text-sm">
          {figures.map(({ name }) => (
            <div key={name}>
              <dt className="font-semibold">{t(`strip.${name}`)}</dt>
              <dd className="text-muted">{t(`strip.means.${name}`, { buyers, seen })}</dd>
            </div>
          ))}
        </dl>
        <p className="px-2 pb-2 text-sm text-muted">{t("strip.pace", { seconds: EVERY_MS / 1000 })}</p>
      </Popover>
    </section>
  );
};
