import type { RankedShow, Show, ShowReason } from "@showdrop/shared";

/** What the place of a show depends on. */
export interface Candidate {
  show: Show;
  /** The person follows its shop. */
  followed: boolean;
  /** The person saved it. */
  saved: boolean;
  shopOpenedAt: Date;
}

/** A shop is new for so long, in milliseconds: enough for a weekly show to be seen four times. */
export const NEW_SHOP_MS = 30 * 24 * 3_600_000;

/** Every so many shows on the air, one of a new shop: whoever is not known yet cannot have most viewers. */
export const NEW_SHOP_EVERY = 3;

const isOn = ({ status }: Show): boolean => status === "live" || status === "paused";

/** What is on before what is paused, then most watched first, then by start; and always the same for the same shows. */
const byMerit = ({ show: a }: Candidate, { show: b }: Candidate): number =>
  Number(b.status === "live") - Number(a.status === "live") ||
  (isOn(a) && isOn(b) ? b.viewers - a.viewers : 0) ||
  Date.parse(a.startsAt) - Date.parse(b.startsAt) ||
  a.id.localeCompare(b.id);

/**
 * Orders shows for one person, and says of each why it stands where it stands: shows of shops they follow and shows they
 * saved come first; then what most people watch, or what starts next; and of what is on, every third place is kept for a
 * shop that opened in the last thirty days. Nothing else counts.
 * @param now milliseconds since 1970
 */
export const rankShows = (candidates: readonly Candidate[], now: number): RankedShow[] => {
  const isMine = ({ followed, saved }: Candidate): boolean => followed || saved;
  const isNew = ({ show, shopOpenedAt }: Candidate): boolean =>
    isOn(show) && now - shopOpenedAt.getTime() < NEW_SHOP_MS;

  const ranked: RankedShow[] = candidates
    .filter(isMine)
    .toSorted(byMerit)
    .map((one) => ({ show: one.show, why: [...ownReasons(one), stateReason(one.show)] }));

  const others = candidates.filter((one) => !isMine(one)).toSorted(byMerit);
  for (let place = 1; others.length > 0; place += 1) {
    const lifted = place % NEW_SHOP_EVERY === 0 ? others.findIndex(isNew) : -1;
    const [one] = others.splice(Math.max(0, lifted), 1);
    if (!one) break;
    const why = stateReason(one.show);
    ranked.push({ show: one.show, why: lifted >= 0 ? [{ kind: "new-shop" }, why] : [why] });
  }
  return ranked;
};

const ownReasons = ({ followed, saved }: Candidate): ShowReason[] => [
  ...(followed ? [{ kind: "followed" as const }] : []),
  ...(saved ? [{ kind: "saved" as const }] : []),
];

const stateReason = ({ status, viewers, startsAt }: Show): ShowReason => {
  if (status === "paused") return { kind: "paused" };
  if (status !== "live") return { kind: "starts", at: startsAt };
  return viewers > 0 ? { kind: "watching", viewers } : { kind: "just-started" };
};
