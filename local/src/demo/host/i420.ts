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
  /** For each row, the first column that shows something and the one after the last. */
  spans: Int32Array;
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
  const spans = new Int32Array(height * 2);
  for (let row = 0; row < height; row++) {
    let first = width;
    let end = 0;
    for (let column = 0; column < width; column++) {
      const i = (row * width + column) * 4;
      const [r = 0, g = 0, b = 0, a = 0] = data.subarray(i, i + 4);
      const opacity = a / 255;
      texels.set([toY(r, g, b) * opacity, toU(r, g, b) * opacity, toV(r, g, b) * opacity, opacity], i);
      if (a > 0) {
        first = Math.min(first, column);
        end = column + 1;
      }
    }
    spans.set([first, end], row * 2);
  }
  return { width, height, texels, spans };
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

/** Lays a sprite over a picture, filtered bilinearly. This runs for every frame, and only where something shows. */
export const lay = (picture: I420, sprite: Sprite, { x, y, scale = 1, opacity = 1 }: Placement): void => {
  const { width, height, data } = picture;
  const { texels, spans } = sprite;
  const top = Math.max(0, Math.ceil(y));
  const bottom = Math.min(height, Math.floor(y + (sprite.height - 1) * scale) + 1);
  const step = 1 / scale;
  const chromaWidth = width >> 1;
  const uPlane = width * height;
  const vPlane = uPlane + (uPlane >> 2);
  const row = sprite.width * 4;

  for (let py = top; py < bottom; py++) {
    const sy = (py - y) * step;
    const y0 = sy | 0;
    const above = (1 - (sy - y0)) * opacity;
    const below = (sy - y0) * opacity;
    const first = Math.max(0, Math.min(spans[y0 * 2] ?? 0, spans[y0 * 2 + 2] ?? 0) - 1);
    const end = Math.min(sprite.width - 1, Math.max(spans[y0 * 2 + 1] ?? 0, spans[y0 * 2 + 3] ?? 0));
    const left = Math.max(0, Math.ceil(x + first * scale));
    const right = Math.min(width, Math.floor(x + end * scale) + 1);
    const evenRow = (py & 1) === 0;
    for (let px = left; px < right; px++) {
      const sx = (px - x) * step;
      const x0 = sx | 0;
      const fx = sx - x0;
      const w00 = (1 - fx) * above;
      const w10 = fx * above;
      const w01 = (1 - fx) * below;
      const w11 = fx * below;
      const a = y0 * row + x0 * 4;
      const b = a + row;
      const through =
        1 -
        (texels[a + 3] ?? 0) * w00 -
        (texels[a + 7] ?? 0) * w10 -
        (texels[b + 3] ?? 0) * w01 -
        (texels[b + 7] ?? 0) * w11;
      if (through > 0.999) continue;
      const luma = py * width + px;
      data[luma] =
        (texels[a] ?? 0) * w00 +
        (texels[a + 4] ?? 0) * w10 +
        (texels[b] ?? 0) * w01 +
        (texels[b + 4] ?? 0) * w11 +
        (data[luma] ?? 0) * through +
        0.5;
      if (!evenRow || (px & 1) === 1) continue;
      const chroma = (py >> 1) * chromaWidth + (px >> 1);
      for (let part = 1; part < 3; part++) {
        const at = (part === 1 ? uPlane : vPlane) + chroma;
        data[at] =
          (texels[a + part] ?? 0) * w00 +
          (texels[a + part + 4] ?? 0) * w10 +
          (texels[b + part] ?? 0) * w01 +
          (texels[b + part + 4] ?? 0) * w11 +
          (data[at] ?? 0) * through +
          0.5;
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
