import { skeletonOf } from "./letters.ts";

/** Letters from which on two texts can be the same on purpose: "want one!" everybody says when a drop opens. */
const LEAST_LETTERS = 12;
/** Letters of one piece of a text. */
const PIECE = 4;
/** Each mark is made of two smallest pieces: texts that share nine tenths share one of four marks in 99 of 100 cases. */
const MARKS = 4;
const IN_MARK = 2;

/** FNV-1a over UTF-16, begun differently for each of the hashes. */
const hash = (text: string, seed: number): number => {
  let value = (0x811c9dc5 ^ Math.imul(seed + 1, 0x9e3779b1)) >>> 0;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  // Without it, texts that begin alike have hashes that are ordered alike.
  value = Math.imul(value ^ (value >>> 15), 0x85ebca6b) >>> 0;
  return (value ^ (value >>> 13)) >>> 0;
};

/**
 * Marks by which near-same texts are known (MinHash over pieces of four letters): the same text has all of them in common,
 * one with a word changed most, another none. Empty for a text too short to tell.
 */
export const likenessOf = (text: string): string[] => {
  const skeleton = skeletonOf(text);
  if (skeleton.length < LEAST_LETTERS) return [];
  const pieces = new Set<string>();
  for (let i = 0; i + PIECE <= skeleton.length; i++) pieces.add(skeleton.slice(i, i + PIECE));
  return Array.from({ length: MARKS }, (_, mark) =>
    Array.from({ length: IN_MARK }, (_, n) => {
      let least = 0xffffffff;
      for (const piece of pieces) least = Math.min(least, hash(piece, mark * IN_MARK + n));
      return least.toString(36);
    }).join("-"),
  ).map((found, mark) => `${mark}:${found}`);
};
