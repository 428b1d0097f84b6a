import { Types } from "mongoose";

/**
 * Gives things their ids: each the one that it names, when it was there before and nothing else has named it, else a new
 * one. One keeper for all things of a kind, wherever in a form they stand.
 */
export const createIdKeeper = (before: readonly { id: string }[]) => {
  const free = new Set(before.map(({ id }) => id));
  return <T extends { id?: string | undefined }>(things: readonly T[]): (T & { id: string })[] =>
    things.map((thing) => {
      const kept = thing.id !== undefined && free.delete(thing.id) ? thing.id : null;
      return { ...thing, id: kept ?? new Types.ObjectId().toHexString() };
    });
};
