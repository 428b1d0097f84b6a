/**
 * Colours that people with any kind of colour vision tell apart: Okabe and Ito, "Color Universal Design" (2008),
 * jfly.uni-koeln.de/color. Never the only sign: lines, bars and shades differ too, and every chart has its table.
 */
export const palette = {
  blue: "#0072b2",
  sky: "#56b4e9",
  orange: "#e69f00",
  green: "#009e73",
  vermillion: "#d55e00",
  purple: "#cc79a7",
} as const;
export type PaletteColour = keyof typeof palette;
