import type { Colour } from "./colour.ts";

/** `[place 0..1, colour, opacity]` along a gradient. */
export type Stop = readonly [at: number, colour: Colour, opacity?: number];

/** Collects what an SVG needs once (gradients, clips, filters) and names it. */
export type Sheet = {
  /** A gradient from one point to another, as a paint. */
  linear(from: Point, to: Point, stops: readonly Stop[]): string;
  radial(centre: Point, radius: number, stops: readonly Stop[]): string;
  /** A clip to this path, as an attribute's value. */
  clip(path: string): string;
  /** A soft blur of this radius, as an attribute's value. */
  blur(radius: number): string;
  /** Fine irregular grain in one colour: cloth, paper, film. `size` is a grain's, in pixels. */
  grain(size: number, colour: Colour, opacity: number): string;
  /** Cloudy patches in one colour, as glaze has them. */
  clouds(size: number, colour: Colour, opacity: number, seed: number): string;
  defs(): string;
};

export type Point = readonly [x: number, y: number];

/** Two decimals are a hundredth of a pixel. */
export const n = (value: number): string => String(Math.round(value * 100) / 100);

export const createSheet = (): Sheet => {
  const known = new Map<string, string>();
  const define = (body: (id: string) => string): string => {
    const key = body("");
    let id = known.get(key);
    if (id === undefined) {
      id = `d${known.size}`;
      known.set(key, id);
    }
    return `url(#${id})`;
  };
  const defined: Array<(id: string) => string> = [];
  const add = (body: (id: string) => string): string => {
    const before = known.size;
    const url = define(body);
    if (known.size > before) defined.push(body);
    return url;
  };
  const stopsOf = (stops: readonly Stop[]) =>
    stops
      .map(
        ([at, colour, opacity = 1]) =>
          `<stop offset="${n(at)}" stop-color="${colour}" stop-opacity="${n(opacity)}"/>`,
      )
      .join("");
  const matrix = (colour: Colour, opacity: number, gain: number, floor: number) => {
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
    return `<feColorMatrix type="matrix" values="0 0 0 0 ${n(r ?? 0)} 0 0 0 0 ${n(g ?? 0)} 0 0 0 0 ${n(b ?? 0)} ${n(gain * opacity)} 0 0 0 ${n(-floor * gain * opacity)}"/>`;
  };

  return {
    linear: ([x1, y1], [x2, y2], stops) =>
      add(
        (id) =>
          `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}">${stopsOf(stops)}</linearGradient>`,
      ),
    radial: ([cx, cy], radius, stops) =>
      add(
        (id) =>
          `<radialGradient id="${id}" gradientUnits="userSpaceOnUse" cx="${n(cx)}" cy="${n(cy)}" r="${n(radius)}">${stopsOf(stops)}</radialGradient>`,
      ),
    clip: (path) => add((id) => `<clipPath id="${id}"><path d="${path}"/></clipPath>`),
    blur: (radius) =>
      add(
        (id) =>
          `<filter id="${id}" x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="${n(radius)}"/></filter>`,
      ),
    grain: (size, colour, opacity) =>
      add(
        (id) =>
          `<filter id="${id}" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="${n(1 / size)}" numOctaves="2" seed="7"/>${matrix(colour, opacity, 2.4, 0.42)}<feComposite in2="SourceAlpha" operator="in"/></filter>`,
      ),
    clouds: (size, colour, opacity, seed) =>
      add(
        (id) =>
          `<filter id="${id}" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="${(1 / size).toFixed(4)}" numOctaves="3" seed="${seed}"/>${matrix(colour, opacity, 3, 0.42)}<feComposite in2="SourceAlpha" operator="in"/></filter>`,
      ),
    defs: () => `<defs>${defined.map((body) => body(known.get(body("")) ?? "")).join("")}</defs>`,
  };
};

/** Numbers 0..1 that look random and are the same for the same seed (mulberry32). */
export const createRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** A smooth curve through points (Catmull-Rom), as the commands after the first point. */
export const through = (points: readonly Point[]): string => {
  const at = (index: number): Point => points[Math.min(points.length - 1, Math.max(0, index))] ?? [0, 0];
  return points
    .slice(1)
    .map((_, index) => {
      const [p0, p1, p2, p3] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
      const first: Point = [p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6];
      const second: Point = [p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6];
      return `C${[...first, ...second, ...p2].map(n).join(" ")}`;
    })
    .join("");
};

export const polygon = (points: readonly Point[]): string =>
  `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join("L")}Z`;

export const rectangle = (x: number, y: number, width: number, height: number, radius = 0): string =>
  radius === 0
    ? `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}Z`
    : `M${n(x + radius)} ${n(y)}h${n(width - 2 * radius)}a${n(radius)} ${n(radius)} 0 0 1 ${n(radius)} ${n(radius)}v${n(height - 2 * radius)}a${n(radius)} ${n(radius)} 0 0 1 ${n(-radius)} ${n(radius)}h${n(2 * radius - width)}a${n(radius)} ${n(radius)} 0 0 1 ${n(-radius)} ${n(-radius)}v${n(2 * radius - height)}a${n(radius)} ${n(radius)} 0 0 1 ${n(radius)} ${n(-radius)}Z`;

export const ellipse = (cx: number, cy: number, rx: number, ry: number): string =>
  `M${n(cx - rx)} ${n(cy)}a${n(rx)} ${n(ry)} 0 1 0 ${n(2 * rx)} 0a${n(rx)} ${n(ry)} 0 1 0 ${n(-2 * rx)} 0Z`;
