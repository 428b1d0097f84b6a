/** amount × part / whole, rounded half up; exact whatever the size. All are whole numbers ≥ 0, `whole` > 0. */
export const roundedShare = (amount: number, part: number, whole: number): number =>
  Number((2n * BigInt(amount) * BigInt(part) + BigInt(whole)) / (2n * BigInt(whole)));

/**
 * Divides an amount by weights so that the parts add up to it exactly (largest remainder: everybody gets their share
 * rounded down, and what is left goes, unit by unit, to those who lost most, the first of equals first). No part is
 * larger than its weight when the amount is not larger than all of them together.
 * @param amount minor units, a whole number ≥ 0
 * @param weights whole numbers ≥ 0; when all are zero, the amount must be too
 */
export const allocate = (amount: number, weights: readonly number[]): number[] => {
  const whole = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (whole === 0n) {
    if (amount !== 0) throw new Error("there is nothing to divide this amount over");
    return weights.map(() => 0);
  }
  const shares = weights.map((weight, index) => {
    const exact = BigInt(amount) * BigInt(weight);
    return { index, part: Number(exact / whole), remainder: exact % whole };
  });
  const left = amount - shares.reduce((all, { part }) => all + part, 0);
  const order = shares.toSorted((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const share of order.slice(0, left)) share.part += 1;
  return shares.map(({ part }) => part);
};
