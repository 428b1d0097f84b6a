/**
 * Takes up one thing after the other until nothing is left, side by side when there is much: each that is found opens another
 * lane. Looking while there is nothing, which is nearly always, is one question and not one for each lane.
 * @param most lanes at the same time
 * @param claim takes what is next for itself; null: nothing is left
 * @param stopped aborted when nothing more is to be taken up; what is under way is ended
 * @throws what `claim` or `work` threw first, when the other lanes have ended what they had
 */
export const inLanes = async <T extends object>(
  most: number,
  {
    claim,
    work,
    stopped,
  }: { claim(): Promise<T | null>; work(found: T): Promise<void>; stopped: AbortSignal },
): Promise<void> => {
  let lanes = 0;
  let failure: { error: unknown } | undefined;
  const open = async (): Promise<void> => {
    lanes += 1;
    const others: Promise<void>[] = [];
    try {
      while (!stopped.aborted && !failure) {
        const found = await claim();
        if (found === null) break;
        if (lanes < most) others.push(open());
        await work(found);
      }
    } catch (error) {
      failure ??= { error };
    }
    await Promise.all(others);
  };
  await open();
  if (failure) throw failure.error;
};
