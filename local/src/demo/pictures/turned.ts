import { type Colour, lit, mix, shaded, tones } from "./colour.ts";
import { createRandom, ellipse, n, type Point, type Sheet, through } from "./sheet.ts";

/** How far circles are pressed flat: the camera looks down a little. */
export const TILT = 0.2;

/** A thing that stands at (0, 0), drawn upwards; `foot` is the radius it stands on, for its shadow. */
export type Thing = { svg: string; foot: number; height: number };

/** The outline of something round: `[height, radius]` from the rim down to the foot. */
export type Profile = ReadonlyArray<readonly [height: number, radius: number]>;

/** How the points of a profile are joined: thrown on a wheel, or bent of sheet metal. */
export type Join = "curved" | "straight";

export type Turned = {
  profile: Profile;
  /** Curved without it. */
  join?: Join;
  colour: Colour;
  /** 0 is bare clay, 1 a wet glaze. */
  gloss: number;
  /** Open at the top, with this colour inside and walls this thick. */
  inside?: { colour: Colour; wall: number; filled?: { depth: number; colour: Colour } };
  /** Where the glaze ends above bare clay: height of the edge. */
  dipped?: { height: number; clay: Colour; wave: number };
  speckles?: { count: number; colour: Colour };
  /** Brushed rings: `[height, thickness]`. */
  rings?: { at: ReadonlyArray<readonly [number, number]>; colour: Colour };
  seed: number;
};

/** The body's outline as a closed path, its rim and its foot rounded as circles are seen. */
export const outline = (profile: Profile, join: Join = "curved"): string => {
  const along = (points: readonly Point[]) =>
    join === "curved"
      ? through(points)
      : points
          .slice(1)
          .map(([x, y]) => `L${n(x)} ${n(y)}`)
          .join("");
  const right: Point[] = profile.map(([height, radius]) => [radius, -height]);
  const left: Point[] = right.toReversed().map(([x, y]) => [-x, y]);
  const [rimX, rimY] = right[0] ?? [0, 0];
  const [footX] = right.at(-1) ?? [0, 0];
  const arc = (radius: number) => `A${n(radius)} ${n(radius * TILT)} 0 0 1`;
  const start = `M${n(rimX)} ${n(rimY)}`;
  const base = `${arc(footX)} ${n(-footX)} ${n(left[0]?.[1] ?? 0)}`;
  return `${start}${along(right)}${base}${along(left)}${arc(rimX)} ${n(rimX)} ${n(rimY)}Z`;
};

/** Light from the left, over something round: its paint from one side to the other. */
export const roundPaint = (sheet: Sheet, colour: Colour, radius: number): string =>
  sheet.linear(
    [-radius, 0],
    [radius, 0],
    [
      [0, shaded(colour, 0.2)],
      [0.1, shaded(colour, 0.07)],
      [0.28, lit(colour, 0.42)],
      [0.42, lit(colour, 0.12)],
      [0.62, shaded(colour, 0.12)],
      [0.84, shaded(colour, 0.34)],
      [0.95, shaded(colour, 0.4)],
      [1, shaded(colour, 0.3)],
    ],
  );

/** Throws a vessel: body, glaze, rim and what is in it. */
export const turned = (sheet: Sheet, form: Turned): Thing => {
  const { profile, colour, gloss, seed } = form;
  const path = outline(profile, form.join);
  const height = profile[0]?.[0] ?? 0;
  const rim = profile[0]?.[1] ?? 0;
  const foot = profile.at(-1)?.[1] ?? 0;
  const widest = Math.max(...profile.map(([, radius]) => radius));
  const clip = sheet.clip(path);
  const box = `x="${n(-widest - 4)}" y="${n(-height - rim * TILT - 4)}" width="${n(widest * 2 + 8)}" height="${n(height + (rim + foot) * TILT + 8)}"`;

  const layers = [
    `<path d="${path}" fill="${roundPaint(sheet, colour, widest)}"/>`,
    dip(sheet, form, widest),
    `<rect ${box} fill="#000" filter="${sheet.clouds(widest * 0.7, shaded(colour, 0.35), 0.16 + gloss * 0.1, seed)}"/>`,
    ring(form, widest),
    speckle(form, widest, height),
    // Less light reaches what turns down and stands close to the table.
    `<rect ${box} fill="${sheet.linear(
      [0, -height],
      [0, foot * TILT],
      [
        [0, "#fffaf0", 0.1],
        [0.35, "#35282a", 0],
        [0.8, "#35282a", 0.1],
        [1, "#35282a", 0.42],
      ],
    )}"/>`,
    shine(sheet, form, widest, height),
  ];
  return {
    svg: `<g clip-path="${clip}">${layers.join("")}</g>${opening(sheet, form, rim, height)}`,
    foot,
    height,
  };
};

const dip = (sheet: Sheet, { dipped, seed }: Turned, widest: number): string => {
  if (!dipped) return "";
  const random = createRandom(seed);
  const edge: Point[] = Array.from({ length: 9 }, (_, step) => {
    const x = -widest - 10 + (step / 8) * (widest * 2 + 20);
    const sag = Math.sqrt(Math.max(0, 1 - (x / (widest + 10)) ** 2)) * widest * TILT;
    return [x, -dipped.height + sag + (random() - 0.5) * dipped.wave];
  });
  const [x, y] = edge[0] ?? [0, 0];
  const line = `M${n(x)} ${n(y)}${through(edge)}`;
  return `<path d="${line}V200H${n(-widest - 10)}Z" fill="${roundPaint(sheet, dipped.clay, widest)}"/>
    <path d="${line}" fill="none" stroke="${lit(dipped.clay, 0.45)}" stroke-width="4" opacity=".55"/>`;
};

const ring = ({ rings }: Turned, widest: number): string =>
  (rings?.at ?? [])
    .map(
      ([height, thick]) =>
        `<path d="M${n(-widest - 5)} ${n(-height)}A${n(widest + 5)} ${n((widest + 5) * TILT)} 0 0 0 ${n(widest + 5)} ${n(-height)}" fill="none" stroke="${rings?.colour}" stroke-width="${n(thick)}" opacity=".5"/>`,
    )
    .join("");

const speckle = ({ speckles, seed }: Turned, widest: number, height: number): string => {
  if (!speckles) return "";
  const random = createRandom(seed + 1);
  const dots = Array.from({ length: speckles.count }, () => {
    const angle = (random() - 0.5) * Math.PI;
    const size = 0.8 + random() ** 3 * 3.2;
    // Round the side they come closer to each other and are seen narrower.
    const x = Math.sin(angle) * widest;
    return `<ellipse cx="${n(x)}" cy="${n(-random() * height)}" rx="${n(size * Math.max(0.35, Math.cos(angle)))}" ry="${n(size)}"/>`;
  });
  return `<g fill="${speckles.colour}" opacity=".55">${dots.join("")}</g>`;
};

const shine = (sheet: Sheet, { gloss }: Turned, widest: number, height: number): string => {
  if (gloss === 0) return "";
  const blur = sheet.blur(widest * 0.05);
  return `<ellipse cx="${n(-widest * 0.46)}" cy="${n(-height * 0.62)}" rx="${n(widest * 0.07)}" ry="${n(height * 0.2)}" fill="#fff" opacity="${n(gloss * 0.62)}" filter="${blur}"/>
    <ellipse cx="${n(widest * 0.82)}" cy="${n(-height * 0.5)}" rx="${n(widest * 0.035)}" ry="${n(height * 0.22)}" fill="#fff" opacity="${n(gloss * 0.22)}" filter="${blur}"/>`;
};

const opening = (sheet: Sheet, { inside, colour }: Turned, rim: number, height: number): string => {
  if (!inside) return "";
  const { colour: inner, wall, filled } = inside;
  const lip = ellipse(0, -height, rim, rim * TILT);
  const radius = rim - wall;
  const hole = ellipse(0, -height + wall * 0.12, radius, radius * TILT);
  const clip = sheet.clip(hole);
  const walls = sheet.linear(
    [-radius, 0],
    [radius, 0],
    [
      [0, shaded(inner, 0.5)],
      [0.45, shaded(inner, 0.26)],
      [0.85, lit(inner, 0.1)],
      [1, lit(inner, 0.3)],
    ],
  );
  const depth = sheet.linear(
    [0, -height - radius * TILT],
    [0, -height + radius * TILT],
    [
      [0, "#fffaf0", 0.12],
      [0.5, "#35282a", 0.06],
      [1, "#35282a", 0.3],
    ],
  );
  const content = filled
    ? `<path d="${ellipse(0, -height + filled.depth, radius * 0.97, radius * 0.97 * TILT)}" fill="${sheet.linear(
        [-radius, -height],
        [radius, -height],
        [
          [0, shaded(filled.colour, 0.22)],
          [0.5, filled.colour],
          [1, lit(filled.colour, 0.25)],
        ],
      )}"/>`
    : "";
  return `<path d="${lip}" fill="${sheet.linear(
    [-rim, 0],
    [rim, 0],
    [
      [0, lit(colour, 0.3)],
      [0.3, lit(colour, 0.65)],
      [1, mix(colour, shaded(colour, 0.3), 0.5)],
    ],
  )}"/>
    <path d="${hole}" fill="${walls}"/><g clip-path="${clip}">${content}<path d="${hole}" fill="${depth}"/></g>
    <path d="${hole}" fill="none" stroke="${shaded(tones.clay, 0.2)}" stroke-width="1.5" opacity=".25"/>`;
};
