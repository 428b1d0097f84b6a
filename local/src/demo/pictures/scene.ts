import { type Colour, lit, shaded } from "./colour.ts";
import { createSheet, n, rectangle, type Sheet } from "./sheet.ts";
import type { Thing } from "./turned.ts";

/** A wall and, below it, what things stand on. */
export type Backdrop = { wall: Colour; table: Colour };

export const backdrops = {
  oat: { wall: "#ebe3d6", table: "#ddd0bd" },
  sage: { wall: "#cfd7c9", table: "#bfc9b8" },
  blush: { wall: "#efdcd0", table: "#e2c8b9" },
  fog: { wall: "#d9dddf", table: "#c8ced1" },
  butter: { wall: "#f1e6c9", table: "#e6d6ae" },
  clay: { wall: "#dcbda6", table: "#cda98f" },
  dusk: { wall: "#c3bdca", table: "#b1aaba" },
  night: { wall: "#59606b", table: "#474d57" },
} as const satisfies Record<string, Backdrop>;

export type Placed = { thing: Thing; x: number; y: number; scale?: number };

/** What a picture shows, and how: on a table, on a wall, or from above. */
export type Setting = {
  width: number;
  height: number;
  backdrop: Backdrop;
  /** Where the table begins, in pixels from the top; at or below `height` there is only wall. */
  horizon: number;
  /** Sun through a window, 0 for an overcast day. */
  sun: number;
  /** A branch outside the window throws its shadow in. */
  leaves?: boolean;
};

/** A picture in two layers of SVG. The room is all soft and therefore drawn at half the size: blurs cost by the pixel. */
export type Drawing = { width: number; height: number; room: string; things: string };

/** Puts things into a room: those that stand on its table, or what is drawn before its wall. */
export const compose = (setting: Setting, arrange: (sheet: Sheet) => readonly Placed[] | string): Drawing => {
  const { width, height } = setting;
  const sheet = createSheet();
  const arranged = arrange(sheet);
  const placed = typeof arranged === "string" ? [] : arranged;
  const things = typeof arranged === "string" ? arranged : arranged.map(stand).join("");
  const softSheet = createSheet();
  const room = drawRoom(softSheet, setting) + placed.map((each) => throwShadow(softSheet, each)).join("");
  const svg = (scale: number, defs: string, body: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" height="${height * scale}" viewBox="0 0 ${width} ${height}">${defs}${body}</svg>`;
  return {
    width,
    height,
    room: svg(0.5, softSheet.defs(), room),
    things: svg(1, sheet.defs(), things),
  };
};

const drawRoom = (sheet: Sheet, { width, height, backdrop, horizon, sun, leaves }: Setting): string => {
  const { wall, table } = backdrop;
  const wallPaint = sheet.linear(
    [0, 0],
    [width, horizon],
    [
      [0, lit(wall, 0.35)],
      [0.55, wall],
      [1, shaded(wall, 0.14)],
    ],
  );
  const tablePaint = sheet.linear(
    [0, horizon],
    [0, height],
    [
      [0, shaded(table, 0.05)],
      [0.25, table],
      [1, lit(table, 0.25)],
    ],
  );
  const tableTop =
    horizon < height
      ? `<rect x="-20" y="${horizon}" width="${width + 40}" height="${height - horizon + 20}" fill="${tablePaint}" filter="${sheet.blur(2.5)}"/>
         <rect x="-20" y="${horizon - 46}" width="${width + 40}" height="48" fill="${sheet.linear(
           [0, horizon - 46],
           [0, horizon],
           [
             [0, "#35282a", 0],
             [1, "#35282a", 0.1],
           ],
         )}"/>`
      : "";
  const vignette = sheet.radial([width * 0.42, height * 0.42], Math.max(width, height) * 0.8, [
    [0.55, "#35282a", 0],
    [1, "#35282a", 0.2],
  ]);
  const all = `width="${width}" height="${height}"`;
  return `<rect ${all} fill="${wallPaint}"/>${tableTop}${sun > 0 ? drawSun(sheet, { width, height, sun, leaves: leaves ?? false }) : ""}<rect ${all} fill="${vignette}"/>`;
};

/** Four panes of a window fall across the room, slanted and soft. */
const drawSun = (
  sheet: Sheet,
  { width, height, sun, leaves }: { width: number; height: number; sun: number; leaves: boolean },
): string => {
  const unit = width / 12;
  const panes = [0, 1].flatMap((column) =>
    [0, 1].map(
      (row) =>
        `<path d="${rectangle(unit * (1.2 + column * 3.1), unit * (-0.6 + row * 4.4), unit * 2.75, unit * 4)}"/>`,
    ),
  );
  const branch = leaves
    ? `<g fill="#4a3d34" opacity="${n(sun * 0.3)}" filter="${sheet.blur(width * 0.0125)}" transform="scale(${n(width / 1200)})">${drawBranch()}</g>`
    : "";
  return `<g transform="translate(0 ${n(height * 0.03)}) skewY(16) skewX(-14)">
      <g fill="#fff4dc" opacity="${n(sun * 0.55)}" filter="${sheet.blur(width * 0.012)}">${panes.join("")}</g></g>${branch}`;
};

/** Olive leaves hanging in from the left upper corner. */
const drawBranch = (): string => {
  const leaf = (x: number, y: number, angle: number, length: number) =>
    `<path transform="translate(${n(x)} ${n(y)}) rotate(${n(angle)})" d="M0 0C${n(length * 0.25)} ${n(-length * 0.2)} ${n(length * 0.7)} ${n(-length * 0.19)} ${n(length)} 0C${n(length * 0.7)} ${n(length * 0.17)} ${n(length * 0.25)} ${n(length * 0.18)} 0 0Z"/>`;
  const stems = [
    { x: -20, y: 60, turn: 24, leaves: 8 },
    { x: 30, y: -30, turn: 50, leaves: 7 },
  ];
  return stems
    .map(({ x, y, turn, leaves }) => {
      const each = Array.from({ length: leaves }, (_, index) => {
        const side = index % 2 === 0 ? -1 : 1;
        return leaf(
          index * 62 + 20,
          Math.sin(index * 0.6) * 14,
          side * (38 + (index % 3) * 9),
          170 - index * 9,
        );
      });
      const tip = leaf(leaves * 62, 8, 4, 120);
      return `<g transform="translate(${x} ${y}) rotate(${turn})"><path d="M-40 0C120 -14 260 30 ${leaves * 62 + 20} 8" fill="none" stroke="#4a3d34" stroke-width="9"/>${each.join("")}${tip}</g>`;
    })
    .join("");
};

const stand = ({ thing, x, y, scale = 1 }: Placed): string =>
  `<g transform="translate(${n(x)} ${n(y)}) scale(${n(scale)})">${thing.svg}</g>`;

/** The dark line where a thing touches the table, and the shadow it throws to the right. */
const throwShadow = (sheet: Sheet, { thing: { foot, height }, x, y, scale = 1 }: Placed): string => {
  const reach = Math.min(height * 0.55, 330);
  return `<g transform="translate(${n(x)} ${n(y)}) scale(${n(scale)})" fill="#35282a">
    <ellipse transform="rotate(-7)" cx="${n(reach * 0.62)}" cy="${n(foot * 0.06)}" rx="${n(foot + reach * 0.62)}" ry="${n(foot * 0.27 + 8)}" opacity=".34" filter="${sheet.blur(24)}"/>
    <ellipse cx="${n(foot * 0.12)}" cy="${n(foot * 0.07)}" rx="${n(foot * 1.08)}" ry="${n(foot * 0.235)}" opacity=".5" filter="${sheet.blur(9)}"/>
    <ellipse cx="0" cy="3" rx="${n(foot * 1.02)}" ry="${n(foot * 0.21)}" opacity=".65" filter="${sheet.blur(3)}"/></g>`;
};

/** The shadow that something flat throws on what is close behind it. */
export const dropShadow = (sheet: Sheet, path: string, distance: number): string =>
  `<path d="${path}" fill="#35282a" opacity=".3" transform="translate(${n(distance)} ${n(distance * 1.1)})" filter="${sheet.blur(distance * 0.95)}"/>
   <path d="${path}" fill="#35282a" opacity=".32" transform="translate(${n(distance * 0.2)} ${n(distance * 0.25)})" filter="${sheet.blur(Math.max(2, distance * 0.2))}"/>`;
