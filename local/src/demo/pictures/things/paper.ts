import { type Colour, lit, shaded, tones } from "../colour.ts";
import { dropShadow } from "../scene.ts";
import { ellipse, n, rectangle, type Sheet } from "../sheet.ts";
import type { Flat } from "./cloth.ts";
import { seal } from "./vessels.ts";

const paperGrain = (sheet: Sheet, path: string, colour: Colour): string =>
  `<path d="${path}" fill="#000" filter="${sheet.grain(5, shaded(colour, 0.5), 0.14)}"/>`;

const light = (sheet: Sheet, path: string, reach: number): string =>
  `<path d="${path}" fill="${sheet.linear(
    [-reach, -reach],
    [reach, reach],
    [
      [0, "#fffaf0", 0.34],
      [0.5, "#fffaf0", 0],
      [1, "#35282a", 0.16],
    ],
  )}"/>`;

/** A notebook bound with five holes, lying down. */
export const notebook = (sheet: Sheet, { cover, thread }: { cover: Colour; thread: Colour }): Flat => {
  const width = 500;
  const height = 700;
  const [left, top] = [-width / 2, -height / 2];
  const pages = rectangle(left + 6, top + 7, width + 5, height + 5, 7);
  const path = rectangle(left, top, width, height, 8);
  const spine = left + 58;
  const holes = [0.08, 0.29, 0.5, 0.71, 0.92].map((share) => top + share * height);
  const stitches = holes.map((y) => `M${left} ${n(y)}H${spine}`).join("");
  const label = rectangle(-6, -236, 150, 232, 3);
  return {
    svg: `${dropShadow(sheet, pages, 26)}<path d="${pages}" fill="#efe6d4"/><path d="${pages}" fill="none" stroke="${shaded("#efe6d4", 0.25)}" stroke-width="1.5"/>
      <path d="${path}" fill="${cover}"/>${paperGrain(sheet, path, cover)}
      <rect x="${left}" y="${top}" width="64" height="${height}" fill="${sheet.linear(
        [left, 0],
        [left + 64, 0],
        [
          [0, "#35282a", 0.26],
          [0.4, "#fffaf0", 0.12],
          [0.9, "#35282a", 0.05],
          [1, "#35282a", 0.22],
        ],
      )}"/><path d="M${spine} ${top + 2}V${-top - 2}${stitches}" stroke="#35282a" stroke-width="6" opacity=".25" transform="translate(2 3)" fill="none"/>
      <path d="M${spine} ${top + 2}V${-top - 2}${stitches}" stroke="${thread}" stroke-width="5" fill="none" stroke-linecap="round"/>
      <path d="${label}" fill="#f6f0e2"/>${paperGrain(sheet, label, "#f6f0e2")}<g transform="translate(69 -130)">${seal(shaded(cover, 0.55))}</g>
      ${light(sheet, path, 360)}`,
  };
};

/** A landscape of three hills under a moon, as a stencil print: flat inks that overlap a little. */
export const hills = (
  sheet: Sheet,
  { width, height, inks }: { width: number; height: number; inks: Inks },
): string => {
  const { sky, sun, far, middle, near } = inks;
  const w = width / 400;
  const h = height / 560;
  const path = (d: string, fill: Colour) => `<path d="${d}" fill="${fill}" opacity=".94"/>`;
  const paper = rectangle(0, 0, 400, 560);
  return `<g transform="translate(${n(-width / 2)} ${n(-height / 2)}) scale(${n(w)} ${n(h)})"><g clip-path="${sheet.clip(paper)}">
    <path d="${paper}" fill="${sky}"/><path d="${ellipse(262, 168, 62, (62 * w) / h)}" fill="${sun}"/>
    ${path("M-10 330C60 250 130 236 190 300S330 250 420 286V570H-10Z", far)}
    ${path("M-10 420C80 330 160 380 230 400S360 330 420 350V570H-10Z", middle)}
    ${path("M-10 500C90 430 170 440 250 480S360 470 420 440V570H-10Z", near)}
    <path d="${paper}" fill="#000" filter="${sheet.grain(2.4, "#fff8ea", 0.3)}"/></g></g>`;
};
export type Inks = { sky: Colour; sun: Colour; far: Colour; middle: Colour; near: Colour };

export const inks = {
  morning: { sky: "#f5e3cf", sun: "#e2703e", far: "#e3b49a", middle: "#7f9b8c", near: "#40594b" },
  evening: { sky: "#e3cfd3", sun: "#f3dfa6", far: "#a88aa0", middle: "#5f6289", near: "#2f3a5a" },
  winter: { sky: "#e6eaea", sun: "#d9573c", far: "#c3d0d3", middle: "#8fa5ad", near: "#586c78" },
} as const satisfies Record<string, Inks>;

/** A framed print on the wall. */
export const framedPrint = (
  sheet: Sheet,
  { width, height, colours, frame }: { width: number; height: number; colours: Inks; frame: Colour },
): Flat => {
  const outer = rectangle(-width / 2, -height / 2, width, height, 3);
  const bar = 22;
  const mat = rectangle(-width / 2 + bar, -height / 2 + bar, width - bar * 2, height - bar * 2);
  const margin = width * 0.13 + bar;
  const art = { width: width - margin * 2, height: height - margin * 2 };
  const edge = sheet.linear(
    [-width / 2, -height / 2],
    [width / 2, height / 2],
    [
      [0, lit(frame, 0.4)],
      [0.45, frame],
      [1, shaded(frame, 0.35)],
    ],
  );
  return {
    svg: `${dropShadow(sheet, outer, 36)}<path d="${outer}" fill="${edge}"/><path d="${outer}" fill="#000" filter="${sheet.grain(9, shaded(frame, 0.4), 0.2)}"/>
      <path d="${mat}" fill="#faf6ec"/><path d="M${n(-width / 2 + bar)} ${n(height / 2 - bar)}V${n(-height / 2 + bar)}H${n(width / 2 - bar)}" fill="none" stroke="#35282a" stroke-width="9" opacity=".24" filter="${sheet.blur(4)}"/>
      ${hills(sheet, { ...art, inks: colours })}
      <path d="M${n(-width / 2 + bar)} ${n(-height / 2 + bar)}H${n(width * 0.12)}L${n(-width * 0.3)} ${n(height / 2 - bar)}H${n(-width / 2 + bar)}Z" fill="#fff" opacity=".09"/>`,
  };
};

/** Folded cards in a fan, the first over its envelope. */
export const cardSet = (
  sheet: Sheet,
  { cards, envelope }: { cards: readonly Inks[]; envelope: Colour },
): Flat => {
  const cover = rectangle(-310, -215, 620, 430, 6);
  const flap = `M-310 -212L-20 30Q0 46 20 30L310 -212`;
  const card = rectangle(-160, -225, 320, 450, 5);
  const fan = cards.map((colours, index) => {
    const middle = index - (cards.length - 1) / 2;
    return `<g transform="translate(${n(middle * 190)} ${n(-70 + Math.abs(middle) * 34)}) rotate(${n(middle * 11 - 2)})">${dropShadow(sheet, card, 16)}
      <path d="${card}" fill="#faf5ea"/>${hills(sheet, { width: 268, height: 398, inks: colours })}${light(sheet, card, 240)}</g>`;
  });
  return {
    svg: `<g transform="translate(20 210) rotate(5)">${dropShadow(sheet, cover, 20)}<path d="${cover}" fill="${envelope}"/>${paperGrain(sheet, cover, envelope)}
      <path d="${flap}" fill="${lit(envelope, 0.18)}" stroke="${shaded(envelope, 0.28)}" stroke-width="2.5"/>${light(sheet, cover, 320)}
      <circle cy="44" r="40" fill="${sheet.radial([-10, 34], 46, [
        [0, lit(tones.persimmon, 0.25)],
        [1, shaded(tones.brick, 0.1)],
      ])}"/><g transform="translate(0 38) scale(.62)">${seal("#f6e7d8")}</g></g>${fan.join("")}`,
  };
};
