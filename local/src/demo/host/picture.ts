import sharp from "sharp";
import { emptyPicture, type I420, lay, type Sprite, stroke, toSprite } from "./i420.ts";
import {
  ARM,
  arm,
  BODY,
  body,
  CLOCK,
  HEAD,
  HEIGHT,
  head,
  mote,
  mouths,
  PRODUCT,
  products,
  studio,
  TABLE_TOP,
  WIDTH,
} from "./scene.ts";

/** The presenter stands here; the head is a little above the body. */
const BODY_AT = { x: 140, y: TABLE_TOP - BODY.height + 8 };
const HEAD_AT = { x: BODY_AT.x + BODY.width / 2 - HEAD.width / 2, y: BODY_AT.y - HEAD.height + 46 };
const ARM_AT = { x: BODY_AT.x + 208 - ARM.shoulderX, y: BODY_AT.y + 96 - ARM.shoulderY };

/** The turntable, seen from a little above: products nearer to us are lower and larger. */
const TABLE = { x: WIDTH / 2, y: 676, radiusX: 158, radiusY: 34 };
/** Seconds for one turn: slow enough to look at each. */
const TURN_SECONDS = 24;

/** Degrees of the greeting arm, drawn once each. */
const ARM_ANGLES = Array.from({ length: 13 }, (_, step) => -18 + step * 4);
const MOTES = 9;

const rendered = async (svg: string): Promise<Sprite> => {
  const { data, info } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return toSprite({ width: info.width, height: info.height, data });
};

export interface Picture {
  /** The picture at this many seconds of the show; the same memory every time. */
  at: (seconds: number, clock: Date) => I420;
}

/** Draws all parts once; after that a frame is put together from them in a few milliseconds. */
export const drawPicture = async (shopName: string): Promise<Picture> => {
  const [background, torso, dust, arms, heads, wares] = await Promise.all([
    rendered(studio(shopName)),
    rendered(body()),
    rendered(mote()),
    Promise.all(ARM_ANGLES.map((degrees) => rendered(arm(degrees)))),
    Promise.all([true, false].flatMap((open) => mouths.map((mouth) => rendered(head(mouth, open))))),
    Promise.all(products().map(rendered)),
  ]);
  const base = emptyPicture(WIDTH, HEIGHT);
  lay(base, background, { x: 0, y: 0 });
  const picture = emptyPicture(WIDTH, HEIGHT);

  const drawPresenter = (seconds: number) => {
    const breath = Math.sin(seconds * 1.7) * 2;
    const greeting = wave(seconds);
    const armStep = Math.round(((greeting + 1) / 2) * (ARM_ANGLES.length - 1));
    const mouth = talking(seconds);
    const eyes = blinking(seconds) ? mouths.length : 0;
    const torsoAt = { x: BODY_AT.x, y: BODY_AT.y + breath };
    const raised = arms[armStep];
    if (raised) lay(picture, raised, { x: ARM_AT.x, y: ARM_AT.y + breath });
    lay(picture, torso, torsoAt);
    const face = heads[eyes + mouth];
    const sway = { x: Math.sin(seconds * 0.9) * 5, y: breath * 1.6 + Math.sin(seconds * 2.3) * 1.5 };
    if (face) lay(picture, face, { x: HEAD_AT.x + sway.x, y: HEAD_AT.y + sway.y });
  };

  const drawProducts = (seconds: number) => {
    const turn = (seconds / TURN_SECONDS) * 2 * Math.PI;
    const placed = wares.map((sprite, index) => {
      const angle = turn + (index / wares.length) * 2 * Math.PI;
      return { sprite, across: Math.cos(angle), depth: Math.sin(angle) };
    });
    // From the back to the front.
    placed.sort((a, b) => a.depth - b.depth);
    for (const { sprite, across, depth } of placed) {
      const scale = 0.72 + 0.16 * (depth + 1);
      lay(picture, sprite, {
        x: TABLE.x + across * TABLE.radiusX - (PRODUCT.width * scale) / 2,
        y: TABLE.y + depth * TABLE.radiusY - PRODUCT.foot * scale,
        scale,
      });
    }
  };

  const drawDust = (seconds: number) => {
    for (let index = 0; index < MOTES; index++) {
      const rise = (seconds * (6 + index) + index * 97) % 420;
      lay(picture, dust, {
        x: 40 + ((index * 59) % 440) + 16 * Math.sin(seconds * 0.5 + index),
        y: 560 - rise,
        scale: 0.35 + (index % 3) * 0.2,
        opacity: 0.6 * Math.sin((rise / 420) * Math.PI),
      });
    }
  };

  const drawClock = (clock: Date) => {
    const minutes = clock.getHours() * 60 + clock.getMinutes() + clock.getSeconds() / 60;
    const hand = (turns: number, length: number, width: number, luma: number) => {
      const angle = turns * 2 * Math.PI;
      const to = { x: CLOCK.x + Math.sin(angle) * length, y: CLOCK.y - Math.cos(angle) * length };
      stroke(picture, CLOCK, to, width, luma);
    };
    hand(minutes / 720, 20, 5, 60);
    hand(minutes / 60, 30, 4, 60);
    hand(clock.getSeconds() / 60, 33, 1.6, 120);
  };

  return {
    at: (seconds, clock) => {
      picture.data.set(base.data);
      drawDust(seconds);
      drawClock(clock);
      drawPresenter(seconds);
      drawProducts(seconds);
      return picture;
    },
  };
};

/** The arm greets for three seconds out of twelve, and rests otherwise: -1..1. */
const wave = (seconds: number): number => {
  const phase = seconds % 12;
  return phase < 3 ? Math.sin(phase * 2 * Math.PI) : 0.15 * Math.sin(seconds * 1.3);
};

/** Which mouth: sentences of some seconds, syllables within. */
const talking = (seconds: number): number => {
  const speaks = Math.sin(seconds * 0.7) + Math.sin(seconds * 0.31 + 1) > -0.4;
  if (!speaks) return 0;
  const syllable = Math.sin(seconds * 17) + Math.sin(seconds * 11.3);
  if (syllable > 0.7) return 2;
  return syllable > -0.6 ? 1 : 0;
};

const blinking = (seconds: number): boolean => seconds % 3.4 < 0.14 || (seconds + 1.1) % 8.6 < 0.14;
