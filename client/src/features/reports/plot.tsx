import { type RefObject, useEffect, useRef, useState } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { type PaletteColour, palette } from "./palette.ts";

export interface PlotSeries {
  label: string;
  colour: PaletteColour;
  kind: "line" | "bars";
  /** Measured at the right, on a scale of its own. */
  right?: boolean;
  /** Seconds since 1970. */
  xs: readonly number[];
  ys: readonly number[];
  write: (value: number) => string;
}

export interface PlotProps {
  series: readonly PlotSeries[];
  /** Shaded times, in seconds. */
  bands?: readonly { from: number; to: number }[];
  /** Moments marked by a line, in seconds. */
  marks?: readonly number[];
  /** Where the axis begins and ends, in seconds; else with the data. */
  range?: readonly [from: number, to: number];
  /** The moments are days of a calendar, each written as its beginning in UTC. */
  days?: boolean;
  /** A moment (seconds) as the axis writes it. */
  writeX: (seconds: number) => string;
}

const HEIGHT = 240;
/** Pixels between two labels of the time axis, so that none touches the next at 390 px. */
const LABEL_ROOM = 74;
/** Pixels below the time axis, for its labels. */
const LABEL_HEIGHT = 32;
const FONT = "12px Pretendard, system-ui, sans-serif";

interface Colours {
  ink: string;
  line: string;
}

/** The colours of text and hairlines, as the theme has them here and now. */
const coloursAt = (element: Element): Colours => {
  const { color, borderTopColor } = getComputedStyle(element);
  return { ink: color, line: borderTopColor };
};

const toOptions = (
  { series, bands = [], marks = [], range, days = false, writeX }: PlotProps,
  { ink, line }: Colours,
  width: number,
  told: (text: string) => void,
): uPlot.Options => {
  const scaleOf = ({ right }: PlotSeries): string => (right ? "right" : "y");
  const writer = (right: boolean) => series.find((each) => (each.right ?? false) === right)?.write ?? String;
  const valueAxis = (right: boolean): uPlot.Axis => ({
    scale: right ? "right" : "y",
    side: right ? 1 : 3,
    stroke: ink,
    font: FONT,
    size: (plot, values) => {
      plot.ctx.font = FONT;
      return Math.max(36, ...(values ?? []).map((text) => plot.ctx.measureText(text).width + 16));
    },
    grid: right ? { show: false } : { stroke: line, width: 1 },
    ticks: { show: false },
    values: (_, splits) => splits.map((value) => (Number.isInteger(value) ? writer(right)(value) : "")),
  });
  const shade = (plot: uPlot): void => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.fillStyle = `${palette.orange}33`;
    for (const { from, to } of bands) {
      const left = plot.valToPos(from, "x", true);
      ctx.fillRect(left, bbox.top, Math.max(2, plot.valToPos(to, "x", true) - left), bbox.height);
    }
    ctx.strokeStyle = palette.purple;
    ctx.lineWidth = 2 * devicePixelRatio;
    ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
    for (const at of marks) {
      const left = plot.valToPos(at, "x", true);
      ctx.beginPath();
      ctx.moveTo(left, bbox.top);
      ctx.lineTo(left, bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.restore();
  };
  const readOut = (plot: uPlot): void => {
    const { idx } = plot.cursor;
    const at = idx == null ? undefined : plot.data[0][idx];
    if (idx == null || at === undefined) {
      told("");
      return;
    }
    const values = series.flatMap(({ label, write }, i) => {
      const value = plot.data[i + 1]?.[idx];
      return typeof value === "number" ? [`${label}: ${write(value)}`] : [];
    });
    told([writeX(at), ...values].join(" · "));
  };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    // The axis has its lines where a day or an hour begins, in this device's zone unless it is about days.
    ...(days ? { tzDate: (seconds: number) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC") } : {}),
    cursor: { y: false, points: { size: 8 }, drag: { x: false, y: false } },
    scales: {
      x: { time: true, ...(range ? { range: [range[0], range[1]] } : {}) },
      y: { range: (_, _low, high) => [0, Math.max(1, high * 1.1)] },
      right: { range: (_, _low, high) => [0, Math.max(1, high * 1.4)] },
    },
    axes: [
      {
        stroke: ink,
        font: FONT,
        space: LABEL_ROOM,
        size: LABEL_HEIGHT,
        grid: { show: false },
        ticks: { stroke: line, width: 1, size: 5 },
        values: (_, splits) => splits.map(writeX),
      },
      valueAxis(false),
      ...(series.some(({ right }) => right) ? [valueAxis(true)] : []),
    ],
    series: [
      {},
      ...series.map((each): uPlot.Series => {
        const colour = palette[each.colour];
        const bars = uPlot.paths.bars?.({ size: [0.6, 28], align: 0 });
        return {
          label: each.label,
          scale: scaleOf(each),
          stroke: colour,
          width: each.kind === "line" ? 2 : 0,
          ...(each.kind === "bars" ? { fill: colour, ...(bars ? { paths: bars } : {}) } : {}),
          spanGaps: each.kind === "line",
          points: { show: each.kind === "line" && each.xs.length < 2, size: 6, fill: colour },
        };
      }),
    ],
    hooks: { drawClear: [shade], setCursor: [readOut] },
  };
};

const toData = (series: readonly PlotSeries[]): uPlot.AlignedData =>
  uPlot.join(series.map(({ xs, ys }): uPlot.AlignedData => [[...xs], [...ys]]));

/** Width of an element and the colours around it, told anew when either changes. */
const useSurroundings = (place: RefObject<HTMLElement | null>) => {
  const [width, setWidth] = useState(0);
  const [colours, setColours] = useState({ ink: "", line: "" });
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const look = () => setColours(coloursAt(element));
    const room = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    room.observe(element);
    const themes = new MutationObserver(look);
    themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", look);
    look();
    return () => {
      room.disconnect();
      themes.disconnect();
      dark.removeEventListener("change", look);
    };
  }, [place]);
  return { width, colours };
};

/** A chart for the eye, drawn anew when its data, the theme or its room change. What it shows is said elsewhere too. */
export const Plot = (props: PlotProps) => {
  const place = useRef<HTMLDivElement>(null);
  const readOut = useRef<HTMLParagraphElement>(null);
  const { width, colours } = useSurroundings(place);
  useEffect(() => {
    const element = place.current;
    if (!element || width === 0) return;
    const told = (text: string) => {
      if (readOut.current) readOut.current.textContent = text;
    };
    const plot = new uPlot(toOptions(props, colours, width, told), toData(props.series), element);
    return () => plot.destroy();
  }, [props, width, colours]);
  return (
    <div aria-hidden>
      <div ref={place} className="min-h-60 w-full overflow-hidden border-line text-muted" />
      <p ref={readOut} className="min-h-5 truncate text-center text-xs text-muted tabular-nums" />
    </div>
  );
};
