/** One-line letters on a grid 6 high, drawn by hand, so that a sign needs no font on the machine. */
const letters: Record<string, { width: number; path: string }> = {
  A: { width: 4, path: "M0 6 L2 0 L4 6 M.9 3.8 H3.1" },
  B: { width: 3.8, path: "M0 0 V6 H2.2 A1.6 1.6 0 0 0 2.2 2.8 H0 M2 2.8 A1.4 1.4 0 0 0 2 0 H0" },
  C: { width: 4, path: "M4 1.2 A2.3 3 0 1 0 4 4.8" },
  D: { width: 4.2, path: "M0 0 V6 H1.2 A3 3 0 0 0 1.2 0 Z" },
  E: { width: 3.4, path: "M3.4 0 H0 V6 H3.4 M0 3 H2.8" },
  F: { width: 3.4, path: "M3.4 0 H0 V6 M0 3 H2.8" },
  G: { width: 4.2, path: "M4 1.2 A2.3 3 0 1 0 4.2 4 V3.3 H2.6" },
  H: { width: 4, path: "M0 0 V6 M4 0 V6 M0 3 H4" },
  I: { width: 0, path: "M0 0 V6" },
  J: { width: 2.8, path: "M2.8 0 V4.3 A1.5 1.7 0 0 1 0 4.8" },
  K: { width: 3.8, path: "M0 0 V6 M3.6 0 L0 3.5 M1.3 2.4 L3.8 6" },
  L: { width: 3.2, path: "M0 0 V6 H3.2" },
  M: { width: 4.8, path: "M0 6 V0 L2.4 3.8 L4.8 0 V6" },
  N: { width: 4, path: "M0 6 V0 L4 6 V0" },
  O: { width: 4.8, path: "M0 3 A2.4 3 0 1 1 4.8 3 A2.4 3 0 1 1 0 3" },
  P: { width: 3.7, path: "M0 6 V0 H2 A1.7 1.7 0 0 1 2 3.4 H0" },
  Q: { width: 4.8, path: "M0 3 A2.4 3 0 1 1 4.8 3 A2.4 3 0 1 1 0 3 M3 4.3 L4.8 6.2" },
  R: { width: 3.8, path: "M0 6 V0 H2 A1.7 1.7 0 0 1 2 3.4 H0 M1.8 3.4 L3.8 6" },
  S: {
    width: 3.6,
    path: "M3.5 1.1 C3.2 .3 2.6 0 1.9 0 C.8 0 .2 .7 .2 1.5 C.2 3.6 3.6 2.3 3.6 4.4 C3.6 5.4 2.8 6 1.8 6 C.9 6 .2 5.6 0 4.7",
  },
  T: { width: 4, path: "M0 0 H4 M2 0 V6" },
  U: { width: 4, path: "M0 0 V3.9 A2 2.1 0 0 0 4 3.9 V0" },
  V: { width: 4, path: "M0 0 L2 6 L4 0" },
  W: { width: 5.6, path: "M0 0 L1.4 6 L2.8 1.6 L4.2 6 L5.6 0" },
  X: { width: 4, path: "M0 0 L4 6 M4 0 L0 6" },
  Y: { width: 4, path: "M0 0 L2 3 L4 0 M2 3 V6" },
  Z: { width: 4, path: "M0 0 H4 L0 6 H4" },
  " ": { width: 1.6, path: "" },
  "-": { width: 2, path: "M0 3 H2" },
  "&": {
    width: 4.2,
    path: "M4.2 6 L1 2 A1.15 1.15 0 1 1 2.7 2 L.8 3.5 A1.5 1.5 0 0 0 1.7 6 A2.7 2.7 0 0 0 4.2 3.4",
  },
  "'": { width: 0, path: "M0 0 V1.4" },
};

const GAP = 1.5;
const LETTER_HEIGHT = 6;

/** A neon sign around `centerX` with its top at `top`, no wider than `width` nor higher than `height`. */
export const neonSign = (
  text: string,
  box: { centerX: number; top: number; width: number; height: number },
): string => {
  const known = [...text.toUpperCase()]
    .map((letter) => letters[letter])
    .filter((letter) => letter !== undefined);
  const length = known.reduce((sum, { width }) => sum + width + GAP, -GAP);
  const scale = Math.min(box.width / Math.max(length, 1), box.height / LETTER_HEIGHT);
  let x = 0;
  const glyphs = known.map(({ width, path }) => {
    const glyph = `<path transform="translate(${x} 0)" d="${path}"/>`;
    x += width + GAP;
    return glyph;
  });
  const left = box.centerX - (length * scale) / 2;
  const tube = (colour: string, width: number, opacity: number) =>
    `<g fill="none" stroke="${colour}" stroke-width="${width / scale}" opacity="${opacity}" stroke-linecap="round"
      stroke-linejoin="round" transform="translate(${left} ${box.top}) scale(${scale})">${glyphs.join("")}</g>`;
  return `<g filter="url(#glow)">${tube("#ff8a66", 14, 0.55)}</g>${tube("#ff7a59", 7, 1)}${tube("#fff1e6", 2.6, 1)}`;
};
