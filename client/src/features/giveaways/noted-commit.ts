import type { Giveaway } from "@showdrop/shared";

/** What was published of each giveaway while it was open, as this page saw it first: later news do not change it. */
const noted = new Map<string, string>();

export const noteCommit = ({ id, status, commit }: Giveaway): void => {
  if (status === "open" && !noted.has(id)) noted.set(id, commit);
};

/** Null when this page did not see the giveaway open. */
export const notedCommit = (giveawayId: string): string | null => noted.get(giveawayId) ?? null;
