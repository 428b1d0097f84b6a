import { sizedName, sizedWidths } from "@showdrop/shared";
import { Router } from "express";
import { resizePicture } from "./encode-picture.ts";
import type { ImageFiles } from "./image-files.ts";

/** Pictures that are made smaller at once: decoding takes a core, and buyers need one too. */
const AT_ONCE = 2;

/** `NAME.w640.webp`: a picture in one of its sizes. */
const SIZED = /^([\w-]+)\.w(\d+)\.webp$/;

/**
 * Makes the sizes of an uploaded picture when one is first asked for, and keeps them: pictures from before there were
 * sizes have them too, and those that nobody looks at small take no room. The file itself is served as any other.
 */
export const sizedPictures = (imageFiles: ImageFiles): Router => {
  const making = new Map<string, Promise<boolean>>();
  let busy = 0;
  const waiting: (() => void)[] = [];

  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    busy += 1;
    try {
      return await work();
    } finally {
      busy -= 1;
      waiting.shift()?.();
    }
  };

  const make = async (original: string, width: number): Promise<boolean> => {
    const picture = await imageFiles.read(original);
    if (!picture) return false;
    const name = sizedName(original, width);
    try {
      await imageFiles.write(name, await inTurn(() => resizePicture(picture, width)));
    } catch (error) {
      // Another server on the same folder may have been first.
      if (!(await imageFiles.has(name))) throw error;
    }
    return true;
  };

  /** Sees to it that a size is there. @returns false when there is no such picture, or no such size. */
  const ensure = async (file: string): Promise<boolean> => {
    const [, name, digits] = SIZED.exec(file) ?? [];
    const width = sizedWidths.find((each) => String(each) === digits);
    if (name === undefined || width === undefined) return false;
    if (await imageFiles.has(file)) return true;
    const made = making.get(file) ?? make(`${name}.webp`, width).finally(() => making.delete(file));
    making.set(file, made);
    return made;
  };

  const pages = Router();
  pages.get("/uploads/:file", async (req, _res, next) => {
    if (SIZED.test(req.params.file)) await ensure(req.params.file);
    next();
  });
  return pages;
};
