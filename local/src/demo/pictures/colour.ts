/** A colour as `#rrggbb`. */
export type Colour = string;

/** The brand's colours: glazes, cloth and paper. */
export const tones = {
  milk: "#f4efe6",
  oat: "#e6dac6",
  sand: "#d8c4a6",
  clay: "#b98463",
  brick: "#a6532f",
  persimmon: "#dc7a42",
  apricot: "#eab58a",
  butter: "#ecd394",
  blush: "#e7bfb0",
  plum: "#6f4a5b",
  celadon: "#a8c3b0",
  moss: "#7a865c",
  pine: "#40594b",
  sky: "#b4cbd5",
  indigo: "#3c4d70",
  slate: "#6f787c",
  ash: "#a3a29b",
  ink: "#33343a",
  oak: "#c79a68",
  white: "#ffffff",
} as const;

const channels = (colour: Colour): [number, number, number] => [
  Number.parseInt(colour.slice(1, 3), 16) / 255,
  Number.parseInt(colour.slice(3, 5), 16) / 255,
  Number.parseInt(colour.slice(5, 7), 16) / 255,
];

const toLinear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
const fromLinear = (light: number): number =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;

/** Oklab (bottosson.github.io/posts/oklab): mixtures in it keep their hue and look evenly spaced. */
const toOklab = (colour: Colour): [number, number, number] => {
  const [r, g, b] = channels(colour).map(toLinear) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
};

const fromOklab = ([lightness, a, b]: [number, number, number]): Colour => {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const hex = rgb.map((light) =>
    Math.round(Math.min(1, Math.max(0, fromLinear(Math.max(0, light)))) * 255)
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${hex.join("")}`;
};

/** `from` for 0, `to` for 1, and what lies between. */
export const mix = (from: Colour, to: Colour, share: number): Colour => {
  const [al, aa, ab] = toOklab(from);
  const [bl, ba, bb] = toOklab(to);
  return fromOklab([al + (bl - al) * share, aa + (ba - aa) * share, ab + (bb - ab) * share]);
};

/** Warm light of a late morning, and the brown that shadows turn to under it. */
export const lit = (colour: Colour, share: number): Colour => mix(colour, "#fffaf0", share);
export const shaded = (colour: Colour, share: number): Colour => mix(colour, "#35282a", share);
