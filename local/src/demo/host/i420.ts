/** A picture as video encoders take it: a plane of luma, then two of chroma at half the sides. */
export interface I420 {
  width: number;
  height: number;
  data: Uint8Array;
}

/** A drawing with soft edges: for each pixel Y, U, V (each times its opacity) and the opacity, 0..1. */
export interface Sprite {
  width: number;
  height: number;
  texels: Float32Array;
}

export interface Rgba {
  width: number;
  height: number;
  data: Uint8Array;
}

/** BT.601, limited range, as WebRTC expects it. */
const toY = (r: number, g: number, b: number) => 16 + 0.257 * r + 0.504 * g + 0.098 * b;
const toU = (r: number, g: number, b: number) => 128 - 0.148 * r - 0.291 * g + 0.439 * b;
const toV = (r: number, g: number, b: number) => 128 + 0.439 * r - 0.368 * g - 0.071 * b;

export const toSprite = ({ width, height, data }: Rgba): Sprite => {
  const texels = new Float32Array(width * height * 4);
  for (let i = 0; i < texels.length; i += 4) {
    const [r = 0, g = 0, b = 0, a = 0] = data.subarray(i, i + 4);
    const opacity = a / 255;
    texels.set([toY(r, g, b) * opacity, toU(r, g, b) * opacity, toV(r, g, b) * opacity, opacity], i);
  }
  return { width, height, texels };
};

export const emptyPicture = (width: number, height: number): I420 => ({
  width,
  height,
  data: new Uint8Array((width * height * 3) / 2),
});

export interface Placement {
  /** Where the sprite's left upper corner goes; fractions are welcome, so that slow motion is smooth. */
  x: number;
  y: number;
  scale?: number;
  opacity?: number;
}

/** Lays a sprite over a picture, filtered bilinearly. This runs for every frame: no allocation, no branches inside. */
export const lay = (picture: I420, sprite: Sprite, { x, y, scale = 1, opacity = 1 }: Placement): void => {
  const { width, height, data } = picture;
  const { width: spriteWidth, height: spriteHeight, texels } = sprite;
  const left = Math.max(0, Math.ceil(x));
  const right = Math.min(width, Math.floor(x + (spriteWidth - 1) * scale));
  const top = Math.max(0, Math.ceil(y));
  const bottom = Math.min(height, Math.floor(y + (spriteHeight - 1) * scale));
  const step = 1 / scale;
  const chromaWidth = width >> 1;
  const uPlane = width * height;
  const vPlane = uPlane + (uPlane >> 2);
  const row = spriteWidth * 4;

  for (let py = top; py < bottom; py++) {
    const sy = (py - y) * step;
    const y0 = sy | 0;
    const fy = sy - y0;
    const evenRow = (py & 1) === 0;
    for (let px = left; px < right; px++) {
      const sx = (px - x) * step;
      const x0 = sx | 0;
      const fx = sx - x0;
      const at = y0 * row + x0 * 4;
      const w00 = (1 - fx) * (1 - fy) * opacity;
      const w10 = fx * (1 - fy) * opacity;
      const w01 = (1 - fx) * fy * opacity;
      const w11 = fx * fy * opacity;
      const sample = (channel: number): number =>
        (texels[at + channel] ?? 0) * w00 +
        (texels[at + channel + 4] ?? 0) * w10 +
        (texels[at + channel + row] ?? 0) * w01 +
        (texels[at + channel + row + 4] ?? 0) * w11;
      const through = 1 - sample(3);
      if (through > 0.999) continue;
      const luma = py * width + px;
      data[luma] = sample(0) + (data[luma] ?? 0) * through + 0.5;
      if (evenRow && (px & 1) === 0) {
        const chroma = (py >> 1) * chromaWidth + (px >> 1);
        data[uPlane + chroma] = sample(1) + (data[uPlane + chroma] ?? 0) * through + 0.5;
        data[vPlane + chroma] = sample(2) + (data[vPlane + chroma] ?? 0) * through + 0.5;
      }
    }
  }
};

/** A line with round ends and smooth edges, in luma only: a hand of a clock. */
export const stroke = (
  picture: I420,
  from: { x: number; y: number },
  to: { x: number; y: number },
  width: number,
  luma: number,
): void => {
  const reach = width / 2 + 1;
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length2 = dx * dx + dy * dy || 1;
  for (let py = Math.floor(Math.min(from.y, to.y) - reach); py <= Math.max(from.y, to.y) + reach; py++) {
    for (let px = Math.floor(Math.min(from.x, to.x) - reach); px <= Math.max(from.x, to.x) + reach; px++) {
      const along = Math.min(1, Math.max(0, ((px - from.x) * dx + (py - from.y) * dy) / length2));
      const distance = Math.hypot(px - from.x - along * dx, py - from.y - along * dy);
      const cover = Math.min(1, Math.max(0, width / 2 + 0.5 - distance));
      const at = py * picture.width + px;
      picture.data[at] = (picture.data[at] ?? 0) * (1 - cover) + luma * cover;
    }
  }
};
