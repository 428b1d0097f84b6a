import { lazy, Suspense } from "react";
import { classes } from "../../ui/index.ts";
import { type PaletteColour, palette } from "./palette.ts";
import type { PlotProps } from "./plot.tsx";

/** Loaded by the first chart that is shown, and by no other page. */
const Plot = lazy(() => import("./plot.tsx").then((m) => ({ default: m.Plot })));

type Sign = "line" | "bars" | "band" | "mark";

export interface LegendEntry {
  label: string;
  colour: PaletteColour;
  sign: Sign;
}

const signs: Record<Sign, string> = {
  line: "h-0.5 w-4",
  bars: "h-3 w-2",
  band: "h-3 w-4 opacity-40",
  mark: "h-3.5 w-0 border-l-2 border-dashed",
};

/** What the lines, bars and shades of a chart stand for: told apart by form as well as by colour. */
const Legend = ({ entries }: { entries: readonly LegendEntry[] }) => (
  <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
    {entries.map(({ label, colour, sign }) => (
      <li key={label} className="flex items-center gap-1.5">
        <span
          aria-hidden
          className={classes("inline-block", signs[sign])}
          style={sign === "mark" ? { borderColor: palette[colour] } : { backgroundColor: palette[colour] }}
        />
        {label}
      </li>
    ))}
  </ul>
);

interface ChartProps extends PlotProps {
  /** What it shows, in a sentence. */
  label: string;
  /** Signs besides those of the series. */
  also?: readonly LegendEntry[];
}

/** A chart with its legend; the table that says the same stands below it. */
export const Chart = ({ label, also = [], ...plot }: ChartProps) => (
  <figure className="flex min-w-0 flex-col gap-2">
    <figcaption className="sr-only">{label}</figcaption>
    <Legend
      entries={[
        ...plot.series.map(({ label: name, colour, kind }) => ({ label: name, colour, sign: kind })),
        ...also,
      ]}
    />
    <Suspense fallback={<div className="min-h-65" />}>
      <Plot {...plot} />
    </Suspense>
  </figure>
);
