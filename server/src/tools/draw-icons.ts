// Draws the icons that an installed Showdrop has, out of client/public/icon.svg: `node server/src/tools/draw-icons.ts` after the
// icon has changed. The pictures are kept in the repository, so that a build needs no drawing.
import { mkdir, readFile } from "node:fs/promises";
import sharp from "sharp";

const folder = new URL("../../../client/public/icons/", import.meta.url).pathname;
const icon = await readFile(new URL("../../../client/public/icon.svg", import.meta.url), "utf8");
// A device cuts its own shape out of these, at most to a circle of 80 % of the side: colour to the edge, the drop inside.
const full = icon.replace(' rx="9"', "");
const inside = full
  .replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"')
  .replace('<rect width="32" height="32"', '<rect x="-4" y="-4" width="40" height="40"');

const draw = (svg: string, side: number, name: string) =>
  sharp(Buffer.from(svg), { density: 72 * (side / 32) })
    .resize(side, side)
    .png({ compressionLevel: 9, palette: true })
    .toFile(`${folder}${name}.png`);

await mkdir(folder, { recursive: true });
await Promise.all([
  draw(icon, 192, "icon-192"),
  draw(icon, 512, "icon-512"),
  draw(inside, 512, "maskable-512"),
  draw(full, 180, "apple-touch-icon"),
]);
