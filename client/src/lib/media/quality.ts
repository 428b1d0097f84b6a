import type { Size, View } from "./feeds.ts";

/** How much picture a viewer wants on this device; `sound` is none. */
export const qualities = ["auto", "high", "medium", "low", "sound"] as const;
export type Quality = (typeof qualities)[number];

/** What the node is asked for one picture: a simulcast layer, 0 the smallest, or nothing for now. */
export type Wish = number | "paused";

/** A picture may be stretched so much before a larger layer is worth its bits: the eye misses little of a moving face. */
const STRETCH = 1.25;
/** Below this short side, in device pixels, a picture is a tile beside others: the menu is not about it. */
const TILE = 240;
/** The frame that is reckoned with until one has arrived. */
const USUAL_FRAME: Size = { width: 1280, height: 720 };

export interface Picture {
  /** Simulcast layers that the sender makes. */
  layers: number;
  view: View;
  /** The whole picture's size at the source, in pixels; null before the first frame. */
  full: Size | null;
}

/** The short side, in device pixels, of the picture as it is painted into its box. */
const paintedLines = ({ view, full }: Picture): number => {
  const frame = full ?? USUAL_FRAME;
  const [across, down] = [view.box.width / frame.width, view.box.height / frame.height];
  const scale = view.fit === "cover" ? Math.max(across, down) : Math.min(across, down);
  return scale * Math.min(frame.width, frame.height);
};

/** The smallest layer that fills its box well. Each layer has twice the lines of the one below. */
const fitting = (picture: Picture): number => {
  const frame = picture.full ?? USUAL_FRAME;
  const wanted = paintedLines(picture) / STRETCH;
  const top = picture.layers - 1;
  for (let layer = 0; layer < top; layer += 1)
    if (Math.min(frame.width, frame.height) / 2 ** (top - layer) >= wanted) return layer;
  return top;
};

/** Which layer of a picture is worth having on this device, with this choice in the menu. */
export const wishFor = (quality: Quality, picture: Picture): Wish => {
  const top = picture.layers - 1;
  const bySize = fitting(picture);
  if (quality === "sound") return "paused";
  if (quality === "auto") return bySize;
  const chosen = { high: top, medium: Math.min(1, top), low: 0 }[quality];
  return paintedLines(picture) < TILE ? Math.min(chosen, bySize) : chosen;
};

/** The whole picture's size, by a frame of one of its layers. */
export const fullSize = (frame: Size | null, layer: number | null, layers: number): Size | null => {
  if (!frame || layer === null) return null;
  const times = 2 ** (layers - 1 - layer);
  return { width: frame.width * times, height: frame.height * times };
};
