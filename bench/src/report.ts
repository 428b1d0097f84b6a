/** One line of a report: what, how much, and what it should be. */
export const line = (what: string, value: string, goal = ""): void =>
  console.log(`${what.padEnd(58)}${value.padStart(16)}  ${goal}`);
