import { type Colour, lit, mix, shaded, tones } from "../colour.ts";
import { dropShadow } from "../scene.ts";
import { createRandom, n, type Point, polygon, rectangle, type Sheet } from "../sheet.ts";

/** Something that hangs on a wall or lies flat: drawn around (0, 0), its own shadow included. */
export type Flat = { svg: string };

/** Soft upright folds over hanging cloth. */
const folds = (sheet: Sheet, width: number, seed: number, depth: number): string => {
  const random = createRandom(seed);
  const stops = Array.from({ length: 15 }, (_, index) => {
    const dark = index % 2 === 0;
    const strength = depth * (0.4 + random() * 0.6);
    return [index / 14, dark ? "#35282a" : "#fffaf0", dark ? strength : strength * 0.9] as const;
  });
  return sheet.linear([-width / 2, 0], [width / 2, width * 0.06], stops);
};

const weave = (sheet: Sheet, path: string, colour: Colour, strength = 0.2): string =>
  `<path d="${path}" fill="#000" filter="${sheet.grain(2.2, shaded(colour, 0.6), strength)}"/>`;

/** A rail of oak with brass ends, for cloth to hang over. */
const rail = (sheet: Sheet, width: number, y: number): string => {
  const path = rectangle(-width / 2, y - 13, width, 26, 13);
  return `${dropShadow(sheet, path, 26)}<path d="${path}" fill="${sheet.linear(
    [0, y - 13],
    [0, y + 13],
    [
      [0, lit(tones.oak, 0.35)],
      [0.4, tones.oak],
      [1, shaded(tones.oak, 0.45)],
    ],
  )}"/>`;
};

/** Hanging cloth: straight at the top, waving a little at the hem. */
const hanging = (width: number, top: number, bottom: number, wave: number): string => {
  const half = width / 2;
  const steps = 6;
  const hem = Array.from({ length: steps }, (_, index) => {
    const from = half - (index / steps) * width;
    const to = half - ((index + 1) / steps) * width;
    const sag = index % 2 === 0 ? wave : -wave * 0.6;
    return `Q${n((from + to) / 2)} ${n(bottom + sag)} ${n(to)} ${n(bottom)}`;
  });
  return `M${n(-half + 4)} ${n(top)}H${n(half - 4)}C${n(half + 5)} ${n(top + 140)} ${n(half - 8)} ${n(bottom - 200)} ${n(half)} ${n(bottom)}${hem.join("")}C${n(-half + 8)} ${n(bottom - 200)} ${n(-half - 5)} ${n(top + 140)} ${n(-half + 4)} ${n(top)}Z`;
};

/** A linen towel over a rail, with woven stripes. */
export const teaTowel = (
  sheet: Sheet,
  { cloth, stripe, seed }: { cloth: Colour; stripe: Colour; seed: number },
): Flat => {
  const front = hanging(470, -400, 330, 13);
  const back = hanging(452, -400, 400, 10);
  const clip = sheet.clip(front);
  const bands = [
    [150, 10],
    [176, 34],
    [226, 34],
    [276, 10],
    [-250, 6],
    [-232, 6],
  ] as const;
  const stripes = bands.map(([y, height]) => `<rect x="-260" y="${y}" width="520" height="${height}"/>`);
  const fringe = Array.from(
    { length: 59 },
    (_, index) => `M${n(-232 + index * 8)} 326v${n(20 + ((index * 7) % 5) * 3)}`,
  );
  return {
    svg: `${rail(sheet, 760, -400)}${dropShadow(sheet, back, 34)}
      <path d="${back}" fill="${shaded(cloth, 0.24)}"/>
      <path d="${fringe.join("")}" stroke="${shaded(cloth, 0.12)}" stroke-width="3.4" stroke-linecap="round"/>
      <path d="${front}" fill="#35282a" opacity=".25" transform="translate(6 9)" filter="${sheet.blur(8)}"/>
      <path d="${front}" fill="${cloth}"/><g clip-path="${clip}"><g fill="${stripe}" opacity=".86">${stripes.join("")}</g>
      <rect x="-260" y="-430" width="520" height="800" fill="${folds(sheet, 470, seed, 0.16)}"/>
      <rect x="-260" y="-430" width="520" height="90" fill="${sheet.linear(
        [0, -420],
        [0, -350],
        [
          [0, "#35282a", 0.3],
          [0.3, "#fffaf0", 0.5],
          [1, "#35282a", 0],
        ],
      )}"/>${weave(sheet, rectangle(-260, -430, 520, 800), cloth, 0.24)}</g>`,
  };
};

type Patch = { x: number; y: number; width: number; height: number };

/** Cuts a cloth into pieces the way remnants are joined: never twice at the same place. */
const cut = (patch: Patch, depth: number, random: () => number): Patch[] => {
  if (depth === 0 || (depth < 3 && random() < 0.16)) return [patch];
  const { x, y, width, height } = patch;
  const share = 0.3 + random() * 0.4;
  const [first, second] =
    width * (0.7 + random() * 0.6) > height
      ? [
          { ...patch, width: width * share },
          { ...patch, x: x + width * share, width: width * (1 - share) },
        ]
      : [
          { ...patch, height: height * share },
          { ...patch, y: y + height * share, height: height * (1 - share) },
        ];
  return [...cut(first, depth - 1, random), ...cut(second, depth - 1, random)];
};

/** A scarf of joined remnants (jogakbo) hung before the light, which shines through. */
export const scarf = (
  sheet: Sheet,
  { colours, seed }: { colours: readonly Colour[]; seed: number },
): Flat => {
  const random = createRandom(seed);
  const path = hanging(500, -420, 430, 16);
  const clip = sheet.clip(path);
  const patches = cut({ x: -256, y: -430, width: 512, height: 890 }, 5, random).map((patch) => {
    const colour = colours[Math.floor(random() * colours.length)] ?? tones.milk;
    const lean = (random() - 0.5) * 16;
    const { x, y, width, height } = patch;
    const corners: Point[] = [
      [x, y + lean],
      [x + width, y - lean],
      [x + width, y + height],
      [x, y + height],
    ];
    return `<path d="${polygon(corners)}" fill="${colour}" stroke="${shaded(colour, 0.34)}" stroke-width="4.5" stroke-opacity=".6"/>`;
  });
  return {
    svg: `${dropShadow(sheet, path, 38)}${rail(sheet, 700, -420)}
      <path d="${path}" fill="${tones.milk}"/><g clip-path="${clip}"><g opacity=".93">${patches.join("")}</g>
      <rect x="-270" y="-440" width="540" height="920" fill="${folds(sheet, 500, seed, 0.2)}"/>
      <rect x="-270" y="-440" width="540" height="920" fill="${sheet.linear(
        [-250, -420],
        [250, 430],
        [
          [0, "#fffaf0", 0.34],
          [0.5, "#fffaf0", 0],
          [1, "#35282a", 0.2],
        ],
      )}"/><rect x="-270" y="-440" width="540" height="80" fill="${sheet.linear(
        [0, -434],
        [0, -374],
        [
          [0, "#35282a", 0.28],
          [0.3, "#fffaf0", 0.45],
          [1, "#fffaf0", 0],
        ],
      )}"/>${weave(sheet, rectangle(-270, -440, 540, 920), tones.sand, 0.18)}</g>`,
  };
};

/** A canvas bag on a peg, with a printed moon jar. */
export const tote = (
  sheet: Sheet,
  { cloth, print, seed }: { cloth: Colour; print: Colour; seed: number },
): Flat => {
  const body =
    "M-262 -130C-180 -118 170 -120 262 -130C270 60 292 250 282 392C280 416 262 424 240 426C90 436 -100 436 -240 426C-264 424 -280 414 -282 392C-292 250 -270 60 -262 -130Z";
  const clip = sheet.clip(body);
  const strap = "M-140 -120C-130 -300 -60 -410 0 -440C60 -410 130 -300 140 -120";
  const band = (dark: number, lift: number) =>
    `<path d="${strap}" fill="none" stroke="${shaded(cloth, dark)}" stroke-width="36" stroke-linejoin="round" transform="translate(${lift} ${lift})"/>`;
  const jar =
    "M-34 -70C-60 -60 -92 -20 -92 30C-92 84 -58 116 -38 124H38C58 116 92 84 92 30C92 -20 60 -60 34 -70Z";
  return {
    svg: `<path d="${strap}" fill="none" stroke="#35282a" stroke-width="36" opacity=".26" transform="translate(34 40)" filter="${sheet.blur(26)}"/>
      ${dropShadow(sheet, body, 40)}${band(0.28, 6)}<circle cy="-452" r="26" fill="${sheet.radial(
        [-8, -462],
        34,
        [
          [0, lit(tones.oak, 0.5)],
          [0.6, tones.oak],
          [1, shaded(tones.oak, 0.4)],
        ],
      )}"/>${band(0.04, 0)}<path d="${strap}" fill="none" stroke="${lit(cloth, 0.4)}" stroke-width="24" opacity=".5"/>
      <path d="${body}" fill="${cloth}"/><g clip-path="${clip}">
      <rect x="-300" y="-140" width="600" height="40" fill="${shaded(cloth, 0.1)}"/><path d="M-290 -98H290" stroke="${shaded(cloth, 0.35)}" stroke-width="2.5" stroke-dasharray="9 6" opacity=".7"/>
      <g transform="translate(0 130) scale(1.18)"><path d="${jar}" fill="${print}" opacity=".92"/><path d="M-34 -70H34" stroke="${print}" stroke-width="9" stroke-linecap="round"/><path d="M-120 150C-70 132 -40 172 6 150S84 136 120 150" stroke="${print}" stroke-width="7" fill="none" stroke-linecap="round"/></g>
      <rect x="-300" y="-140" width="600" height="590" fill="${folds(sheet, 560, seed, 0.11)}"/>
      <rect x="-300" y="-140" width="600" height="590" fill="${sheet.linear(
        [-280, -130],
        [280, 430],
        [
          [0, "#fffaf0", 0.35],
          [0.5, "#fffaf0", 0],
          [1, "#35282a", 0.24],
        ],
      )}"/>${weave(sheet, rectangle(-300, -140, 600, 590), cloth, 0.3)}</g>
      <path d="M-160 -128v54h40v-54M120 -128v54h40v-54" fill="${mix(cloth, shaded(cloth, 0.3), 0.3)}" stroke="${shaded(cloth, 0.3)}" stroke-width="2"/>`,
  };
};
