import { type Colour, shaded, tones } from "./colour.ts";
import { type Backdrop, backdrops, compose, type Drawing, type Placed } from "./scene.ts";
import type { Sheet } from "./sheet.ts";
import { type Flat, scarf, teaTowel, tote } from "./things/cloth.ts";
import { cardSet, framedPrint, type Inks, inks, notebook } from "./things/paper.ts";
import {
  candle,
  type Glaze,
  glazes,
  moonCup,
  riceBowl,
  seal,
  stemVase,
  teapot,
  teaTin,
} from "./things/vessels.ts";
import type { Thing } from "./turned.ts";

/** A product's picture is square. */
const SIDE = 1_200;
/** A poster is 4:5, as the home page shows it. */
const POSTER = { width: 1_200, height: 1_500 };

type Mood = { sun?: number; leaves?: boolean };

const onTable = (
  backdrop: Backdrop,
  { scale, y = 965, sun = 0.8, leaves = false }: Mood & { scale: number; y?: number },
  draw: (sheet: Sheet) => Thing,
): Drawing =>
  compose({ width: SIDE, height: SIDE, backdrop, horizon: 760, sun, leaves }, (sheet) => [
    { thing: draw(sheet), x: SIDE / 2, y, scale },
  ]);

/** On a wall, or on a table seen from above: no horizon. */
const before = (
  backdrop: Backdrop,
  { place, sun = 0.8, leaves = false }: Mood & { place: string },
  draw: (sheet: Sheet) => Flat,
): Drawing =>
  compose(
    { width: SIDE, height: SIDE, backdrop, horizon: SIDE, sun, leaves },
    (sheet) => `<g transform="${place}">${draw(sheet).svg}</g>`,
  );

const poster = (
  backdrop: Backdrop,
  mood: Required<Mood> & { horizon?: number },
  arrange: (sheet: Sheet) => readonly Placed[] | string,
): Drawing => compose({ ...POSTER, backdrop, horizon: POSTER.height, ...mood }, arrange);

/** Every product's pictures, one a variant. */
export const pictures = {
  cup: (glaze: Glaze, backdrop: Backdrop, seed: number) =>
    onTable(backdrop, { scale: 1.6, leaves: seed === 1 }, (sheet) => moonCup(sheet, glaze, seed)),
  cups: () =>
    compose(
      { width: SIDE, height: SIDE, backdrop: backdrops.butter, horizon: 700, sun: 0.8, leaves: true },
      (sheet) => [
        { thing: moonCup(sheet, glazes.ash, 3), x: 770, y: 850, scale: 1 },
        { thing: moonCup(sheet, glazes.celadon, 2), x: 370, y: 880, scale: 1.04 },
        { thing: moonCup(sheet, glazes.milk, 1), x: 640, y: 1000, scale: 1.12 },
      ],
    ),
  bowl: (glaze: Glaze, backdrop: Backdrop, seed: number) =>
    onTable(backdrop, { scale: 1.5, y: 940, leaves: true }, (sheet) => riceBowl(sheet, glaze, seed)),
  vase: (glaze: Glaze, backdrop: Backdrop, tall: number, seed: number) =>
    onTable(backdrop, { scale: 1.08, y: 1030 }, (sheet) => stemVase(sheet, glaze, tall, seed)),
  teapot: (glaze: Glaze, backdrop: Backdrop, seed: number) =>
    onTable(backdrop, { scale: 1.35, y: 985 }, (sheet) => teapot(sheet, glaze, seed)),
  candle: (form: Parameters<typeof candle>[1], backdrop: Backdrop) =>
    onTable(backdrop, { scale: 1.6, sun: 0.4 }, (sheet) => candle(sheet, form)),
  tin: (form: Parameters<typeof teaTin>[1], backdrop: Backdrop) =>
    onTable(backdrop, { scale: 1.62, y: 990, leaves: true }, (sheet) => teaTin(sheet, form)),
  towel: (form: Parameters<typeof teaTowel>[1], backdrop: Backdrop) =>
    before(backdrop, { place: "translate(600 610) scale(1.12)" }, (sheet) => teaTowel(sheet, form)),
  scarf: (form: Parameters<typeof scarf>[1], backdrop: Backdrop) =>
    before(backdrop, { place: "translate(600 590) scale(1.1)" }, (sheet) => scarf(sheet, form)),
  tote: (form: Parameters<typeof tote>[1], backdrop: Backdrop) =>
    before(backdrop, { place: "translate(600 610) scale(1.12)", leaves: true }, (sheet) => tote(sheet, form)),
  notebooks: (cover: Colour, under: Colour, thread: Colour, backdrop: Backdrop) =>
    before(backdrop, { place: "translate(600 600)", leaves: true }, (sheet) => ({
      svg: `<g transform="translate(70 20) rotate(9) scale(1.12)">${notebook(sheet, { cover: under, thread }).svg}</g>
        <g transform="translate(-30 0) rotate(-7) scale(1.12)">${notebook(sheet, { cover, thread }).svg}</g>`,
    })),
  print: (colours: Inks, frame: Colour, backdrop: Backdrop) =>
    before(backdrop, { place: "translate(600 600)", leaves: true }, (sheet) =>
      framedPrint(sheet, { width: 680, height: 900, colours, frame }),
    ),
  cards: (backdrop: Backdrop) =>
    before(backdrop, { place: "translate(600 580) scale(1.25)" }, (sheet) =>
      cardSet(sheet, { cards: [inks.morning, inks.winter, inks.evening], envelope: "#d8bfa2" }),
    ),
};

/** The shows' posters; without words, so that they need no translation. */
export const posters = {
  kiln: () =>
    poster(backdrops.oat, { horizon: 930, sun: 0.9, leaves: true }, (sheet) => [
      { thing: stemVase(sheet, glazes.night, 500, 31), x: 860, y: 1040, scale: 1.05 },
      { thing: teapot(sheet, glazes.celadon, 32), x: 440, y: 1130, scale: 1.2 },
      { thing: riceBowl(sheet, glazes.persimmon, 33), x: 850, y: 1240, scale: 0.78 },
      { thing: moonCup(sheet, glazes.milk, 34), x: 480, y: 1370, scale: 0.86 },
    ]),
  cloth: () =>
    poster(
      backdrops.blush,
      { sun: 0.9, leaves: true },
      (sheet) =>
        `<g transform="translate(430 770) scale(1.02)">${
          scarf(sheet, {
            colours: [tones.milk, tones.blush, tones.apricot, tones.persimmon, tones.sand, tones.butter],
            seed: 41,
          }).svg
        }</g><g transform="translate(900 900) scale(.74)">${tote(sheet, { cloth: "#eadfc9", print: tones.brick, seed: 42 }).svg}</g>`,
    ),
  tea: () =>
    poster(backdrops.sage, { horizon: 960, sun: 0.8, leaves: true }, (sheet) => [
      { thing: teaTin(sheet, tins.green), x: 400, y: 1110, scale: 1.24 },
      { thing: candle(sheet, candles.quince), x: 830, y: 1130, scale: 0.98 },
      { thing: moonCup(sheet, glazes.celadon, 53), x: 560, y: 1340, scale: 0.92 },
    ]),
  paper: () =>
    poster(
      backdrops.fog,
      { sun: 0.9, leaves: true },
      (
        sheet,
      ) => `<g transform="translate(760 560) rotate(10) scale(1.05)">${notebook(sheet, { cover: tones.indigo, thread: tones.milk }).svg}</g>
        <g transform="translate(560 970) rotate(-5) scale(1.3)">${cardSet(sheet, { cards: [inks.evening, inks.morning], envelope: "#d8bfa2" }).svg}</g>`,
    ),
};

export const candles = {
  hinoki: { glaze: glazes.milk, wax: "#f3e8cf", label: "#ece3d2", seed: 61 },
  quince: { glaze: glazes.persimmon, wax: "#f0d9a4", label: "#f1e6d3", seed: 62 },
  rain: { glaze: glazes.night, wax: "#dfe3e2", label: "#e6e3da", seed: 63 },
};

export const tins = {
  green: {
    tin: "#5a6e60",
    band: "#efe7d6",
    hills: ["#9db08a", "#5f7d5c", tones.persimmon],
    seed: 71,
  },
  roasted: { tin: "#7d5a43", band: "#f1e3cb", hills: ["#cf9a6b", "#96593a", "#e8b04f"], seed: 72 },
} as const;

/** The shop's mark on a disc of glaze, for its avatar. */
export const drawMark = (): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600" viewBox="-100 -100 200 200"><defs><radialGradient id="g" cx="35%" cy="28%" r="85%"><stop offset="0" stop-color="#cf7a4c"/><stop offset="1" stop-color="${shaded("#a8522f", 0.18)}"/></radialGradient></defs><rect x="-100" y="-100" width="200" height="200" fill="url(#g)"/><g transform="translate(0 -4) scale(1.45)">${seal("#fbf1e4")}</g></svg>`;
