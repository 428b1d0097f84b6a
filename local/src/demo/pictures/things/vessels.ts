import { type Colour, lit, shaded, tones } from "../colour.ts";
import { ellipse, n, type Sheet } from "../sheet.ts";
import { outline, type Profile, roundPaint, type Thing, TILT, turned } from "../turned.ts";

/** A glaze: its colour, how wet it looks, and the iron in its clay. */
export type Glaze = { colour: Colour; inside: Colour; gloss: number; iron?: Colour; bare?: Colour };

export const glazes = {
  milk: { colour: tones.milk, inside: "#f8f4ec", gloss: 0.7, bare: tones.clay },
  celadon: { colour: tones.celadon, inside: "#c4d6c8", gloss: 0.9, bare: "#a98a70" },
  ash: { colour: tones.ash, inside: "#b9b7af", gloss: 0.35, iron: "#4a423c", bare: "#7d5e4b" },
  persimmon: { colour: "#b8633a", inside: "#d08355", gloss: 0.75, iron: "#5a2c1b", bare: "#6e4433" },
  night: { colour: "#3e444c", inside: "#5b636b", gloss: 0.8, bare: tones.clay },
  oat: { colour: "#e3d5bd", inside: "#efe6d6", gloss: 0.2, iron: "#7a5a40", bare: tones.clay },
} as const satisfies Record<string, Glaze>;

const glazed = ({ colour, gloss, iron }: Glaze, count: number) => ({
  colour,
  gloss,
  ...(iron ? { speckles: { count, colour: iron } } : {}),
});

/** A cup as round as the moon jars are. */
export const moonCup = (sheet: Sheet, glaze: Glaze, seed: number): Thing =>
  turned(sheet, {
    profile: [
      [330, 150],
      [318, 158],
      [240, 194],
      [150, 202],
      [70, 174],
      [24, 126],
      [12, 108],
      [0, 106],
    ],
    ...glazed(glaze, 130),
    inside: { colour: glaze.inside, wall: 10, filled: { depth: 22, colour: "#b98a4d" } },
    ...(glaze.bare ? { dipped: { height: 34, clay: glaze.bare, wave: 8 } } : {}),
    seed,
  });

export const riceBowl = (sheet: Sheet, glaze: Glaze, seed: number): Thing =>
  turned(sheet, {
    profile: [
      [238, 292],
      [228, 290],
      [170, 272],
      [96, 220],
      [46, 146],
      [32, 110],
      [14, 106],
      [0, 110],
    ],
    ...glazed(glaze, 190),
    inside: { colour: glaze.inside, wall: 11 },
    ...(glaze.bare ? { dipped: { height: 58, clay: glaze.bare, wave: 26 } } : {}),
    rings: {
      at: [
        [208, 5],
        [190, 9],
        [168, 4],
      ],
      colour: lit(glaze.colour, 0.7),
    },
    seed,
  });

const stemProfile = (tall: number): Profile => [
  [tall, 52],
  [tall - 10, 48],
  [tall - 70, 40],
  [tall * 0.62, 50],
  [tall * 0.46, 108],
  [tall * 0.3, 158],
  [tall * 0.14, 150],
  [tall * 0.03, 104],
  [0, 92],
];

/** A bottle for one branch. */
export const stemVase = (sheet: Sheet, glaze: Glaze, tall: number, seed: number): Thing => {
  const vase = turned(sheet, {
    profile: stemProfile(tall),
    ...glazed(glaze, 170),
    inside: { colour: shaded(glaze.inside, 0.4), wall: 9 },
    ...(glaze.bare ? { dipped: { height: 40, clay: glaze.bare, wave: 14 } } : {}),
    seed,
  });
  return { ...vase, svg: `${twig(sheet, tall)}${vase.svg}` };
};

/** A dry branch with berries, behind the vase's rim. */
const twig = (sheet: Sheet, tall: number): string => {
  const berries = [
    [70, 250],
    [104, 210],
    [34, 300],
    [150, 226],
    [-48, 190],
    [-80, 230],
    [-66, 160],
    [120, 300],
    [66, 340],
  ] as const;
  const fruit = berries.map(
    ([x, up]) =>
      `<circle cx="${x}" cy="${-tall - up}" r="15" fill="${sheet.radial([x - 5, -tall - up - 6], 19, [
        [0, "#f2a27c"],
        [0.5, "#c9552f"],
        [1, "#7f2d1c"],
      ])}"/>`,
  );
  return `<g fill="none" stroke="#5d4636" stroke-linecap="round">
    <path d="M0 ${-tall + 30}C4 ${-tall - 120} 40 ${-tall - 220} 82 ${-tall - 372}" stroke-width="8"/>
    <path d="M14 ${-tall - 100}C-10 ${-tall - 150} -50 ${-tall - 170} -90 ${-tall - 262}" stroke-width="6"/>
    <path d="M40 ${-tall - 200}C70 ${-tall - 214} 110 ${-tall - 214} 168 ${-tall - 262}" stroke-width="5"/>
    <path d="M62 ${-tall - 290}C84 ${-tall - 300} 104 ${-tall - 304} 132 ${-tall - 340}" stroke-width="4"/></g>${fruit.join("")}`;
};

/** A teapot with a cane handle. */
export const teapot = (sheet: Sheet, glaze: Glaze, seed: number): Thing => {
  const body = turned(sheet, {
    profile: [
      [300, 118],
      [286, 140],
      [220, 226],
      [140, 246],
      [64, 206],
      [18, 140],
      [0, 132],
    ],
    ...glazed(glaze, 160),
    seed,
  });
  const lid = turned(sheet, {
    profile: [
      [372, 20],
      [364, 28],
      [346, 22],
      [338, 34],
      [322, 92],
      [304, 122],
      [296, 124],
    ],
    colour: lit(glaze.colour, 0.08),
    gloss: glaze.gloss * 0.7,
    seed: seed + 3,
  });
  const spout = `M-196 -130C-270 -150 -282 -240 -330 -284L-300 -304C-262 -280 -236 -238 -176 -214Z`;
  const cane = `M-150 -262C-190 -480 -110 -560 0 -560C110 -560 190 -480 150 -262`;
  return {
    svg: `<path d="${cane}" fill="none" stroke="${shaded(tones.oak, 0.35)}" stroke-width="21" stroke-linecap="round"/>
      <path d="${cane}" fill="none" stroke="${tones.oak}" stroke-width="15" stroke-linecap="round" transform="translate(-1 -1)"/>
      <path d="${cane}" fill="none" stroke="${lit(tones.oak, 0.5)}" stroke-width="4" stroke-linecap="round" transform="translate(-4 -4)" opacity=".8"/>
      <path d="${cane}" fill="none" stroke="${shaded(tones.oak, 0.5)}" stroke-width="21" stroke-dasharray="2 15" opacity=".35"/>
      <path d="${spout}" fill="${sheet.linear(
        [-330, -300],
        [-200, -130],
        [
          [0, lit(glaze.colour, 0.35)],
          [0.5, glaze.colour],
          [1, shaded(glaze.colour, 0.25)],
        ],
      )}"/><path d="${ellipse(-315, -294, 19, 8)}" transform="rotate(-33 -315 -294)" fill="${shaded(glaze.colour, 0.5)}"/>
      ${body.svg}<path d="${ellipse(0, -296, 130, 130 * TILT)}" fill="${shaded(glaze.colour, 0.35)}" opacity=".6"/>${lid.svg}`,
    foot: 132,
    height: 420,
  };
};

/** A candle in a vessel, with its paper label and its flame. */
export const candle = (
  sheet: Sheet,
  { glaze, wax, label, seed }: { glaze: Glaze; wax: Colour; label: Colour; seed: number },
): Thing => {
  const height = 320;
  const radius = 168;
  const vessel = turned(sheet, {
    profile: [
      [height, radius - 2],
      [height - 6, radius],
      [26, radius],
      [14, radius - 3],
      [5, radius - 9],
      [0, radius - 18],
    ],
    join: "straight",
    ...glazed(glaze, 150),
    inside: { colour: glaze.inside, wall: 12, filled: { depth: 14, colour: wax } },
    seed,
  });
  return {
    svg: `${vessel.svg}${wrap(sheet, { radius: radius + 1, from: 86, to: 226, colour: label, spread: 0.56 })}
      <g transform="translate(-10 ${-(86 + 226) / 2 + radius * TILT * 0.98}) scale(1)">${seal(shaded(label, 0.7))}</g>${flame(sheet, -height + 8)}`,
    foot: radius - 16,
    height,
  };
};

/** A band of paper around something round, between two heights; `spread` of its front is covered. */
export const wrap = (
  sheet: Sheet,
  band: { radius: number; from: number; to: number; colour: Colour; spread: number },
): string => {
  const { radius, from, to, colour, spread } = band;
  const half = radius * Math.sin((spread * Math.PI) / 2);
  const edge = (height: number) => -height + radius * TILT * Math.cos((spread * Math.PI) / 2);
  const arc = (sweep: 0 | 1, x: number, height: number) =>
    `A${n(radius)} ${n(radius * TILT)} 0 0 ${sweep} ${n(x)} ${n(edge(height))}`;
  const path = `M${n(-half)} ${n(edge(to))}${arc(0, half, to)}L${n(half)} ${n(edge(from))}${arc(1, -half, from)}Z`;
  return `<path d="${path}" fill="${roundPaint(sheet, colour, radius)}"/>
    <path d="${path}" fill="#000" filter="${sheet.grain(3, shaded(colour, 0.4), 0.16)}"/>`;
};

/** The shop's mark: a kiln's arch over a thread. */
export const seal = (colour: Colour): string =>
  `<g fill="none" stroke="${colour}" stroke-width="5" stroke-linecap="round"><path d="M-26 22V-6A26 26 0 0 1 26 -6V22"/><path d="M-12 22V-2A12 12 0 0 1 12 -2V22"/><path d="M-40 36C-20 28 -10 44 8 36S30 30 40 36"/></g>`;

const flame = (sheet: Sheet, y: number): string =>
  `<g transform="translate(0 ${n(y)})"><circle cy="-70" r="150" fill="${sheet.radial([0, -70], 150, [
    [0, "#ffdf9a", 0.55],
    [0.4, "#ffce7a", 0.18],
    [1, "#ffce7a", 0],
  ])}"/><ellipse cy="4" rx="70" ry="13" fill="#fff2cf" opacity=".55" filter="${sheet.blur(8)}"/>
  <path d="M0 6C-1 -8 1 -16 2 -26" stroke="#3b2d27" stroke-width="5" fill="none" stroke-linecap="round"/>
  <path d="M2 -18C-20 -42 -10 -70 4 -112C16 -72 26 -44 2 -18Z" fill="${sheet.linear(
    [0, -112],
    [0, -18],
    [
      [0, "#ffd277"],
      [0.55, "#fff3cd"],
      [1, "#f6a64b"],
    ],
  )}"/></g>`;

/** A tin with its lid and a paper band with hills of tea. */
export const teaTin = (
  sheet: Sheet,
  {
    tin,
    band,
    hills,
    seed,
  }: { tin: Colour; band: Colour; hills: readonly [Colour, Colour, Colour]; seed: number },
): Thing => {
  const radius = 150;
  const can = turned(sheet, {
    profile: [
      [330, radius],
      [4, radius],
      [0, radius - 3],
    ],
    join: "straight",
    colour: tin,
    gloss: 0.55,
    seed,
  });
  const lid = turned(sheet, {
    profile: [
      [404, radius - 2],
      [398, radius + 4],
      [318, radius + 4],
      [314, radius + 3],
    ],
    join: "straight",
    colour: lit(tin, 0.06),
    gloss: 0.75,
    seed: seed + 1,
  });
  const top = ellipse(0, -403, radius - 4, (radius - 4) * TILT);
  const paper = outline(
    [
      [290, radius + 1],
      [30, radius + 1],
    ],
    "straight",
  );
  const clip = sheet.clip(paper);
  const hill = (height: number, colour: Colour, shift: number) =>
    `<path d="M-170 ${n(-height + 30)}C${n(-100 + shift)} ${n(-height - 46)} ${n(-40 + shift)} ${n(-height - 30)} ${n(10 + shift)} ${n(-height + 26)}S120 ${n(-height - 20)} 180 ${n(-height + 14)}V60H-170Z" fill="${colour}"/>`;
  const front = radius * TILT;
  return {
    svg: `${can.svg}<g clip-path="${clip}"><rect x="-160" y="-330" width="320" height="380" fill="${band}"/>
        <circle cx="46" cy="${n(-214 + front)}" r="34" fill="${hills[2]}"/>${hill(150 - front, hills[0], 10)}${hill(100 - front, hills[1], -30)}
        <rect x="-160" y="-330" width="320" height="380" fill="${sheet.linear(
          [-radius, 0],
          [radius, 0],
          [
            [0, "#35282a", 0.3],
            [0.28, "#fffaf0", 0.3],
            [0.5, "#35282a", 0],
            [0.84, "#35282a", 0.34],
            [1, "#35282a", 0.24],
          ],
        )}"/></g>
      ${lid.svg}<path d="${top}" fill="${sheet.linear(
        [-radius, -430],
        [radius, -370],
        [
          [0, lit(tin, 0.62)],
          [0.5, lit(tin, 0.2)],
          [1, shaded(tin, 0.12)],
        ],
      )}"/><path d="${ellipse(0, -403, radius - 22, (radius - 22) * TILT)}" fill="none" stroke="${shaded(tin, 0.22)}" stroke-width="2" opacity=".6"/>`,
    foot: radius,
    height: 404,
  };
};
