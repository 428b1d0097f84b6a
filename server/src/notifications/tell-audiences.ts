import type { NotificationKind, ShopCard } from "@showdrop/shared";
import type { FollowStore, Subject } from "../follows/follows.store.ts";
import type { LeaseStore } from "../jobs/lease.store.ts";
import { LATE_AFTER_MS } from "./decide.ts";
import type { OccasionRecord, OccasionStore } from "./occasions.store.ts";
import { type Story, type TellPeopleDeps, tellPeople } from "./tell-people.ts";

export interface TellAudiencesDeps extends TellPeopleDeps {
  occasions: OccasionStore;
  follows: FollowStore;
  leases: LeaseStore;
  cards(shopIds: readonly string[]): Promise<Map<string, ShopCard>>;
  findShow(showId: string): Promise<{ title: string } | null>;
  findDrop(dropId: string): Promise<{ title: string; pools: readonly { variantName: string }[] } | null>;
  bannedIds(shopId: string): Promise<string[]>;
}

/** People told in one step: their rows are one write, and their pages hear it in one emit. */
const AT_ONCE = 500;

/** Milliseconds that one step may take at most; then another server goes on. */
const STEP_MS = 30_000;

/** One server at a time tells, so that the cap of a day counts everything that was sent before. */
const LEASE = "notifications:tell";

/** Whom an occasion is told to, and why. Who asked for this one thing comes first, and is told for that reason. */
const audiencesOf = ({
  shopId,
  showId,
  dropId,
}: OccasionRecord): { kind: NotificationKind; subject: Subject }[] =>
  dropId === null
    ? [
        { kind: "savedShow", subject: { kind: "show", id: showId } },
        { kind: "shopLive", subject: { kind: "shop", id: shopId } },
      ]
    : [{ kind: "wishedDrop", subject: { kind: "drop", id: dropId } }];

/** What is sold, as far as one line says it: of several variants none is named. */
const nameOf = ({ title, pools }: { title: string; pools: readonly { variantName: string }[] }): string => {
  const [only, ...more] = pools;
  return only && more.length === 0 ? `${title}, ${only.variantName}` : title;
};

/** What the occasion is about, in words; null when it is gone. */
const storyOf = async (
  { cards, findShow, findDrop }: TellAudiencesDeps,
  occasion: OccasionRecord,
): Promise<Omit<Story, "kind"> | null> => {
  const { id, shopId, showId, dropId, at } = occasion;
  const [shop, show, drop] = await Promise.all([
    cards([shopId]).then((found) => found.get(shopId)),
    findShow(showId),
    dropId === null ? null : findDrop(dropId),
  ]);
  if (!shop || !show || (dropId !== null && !drop)) return null;
  return {
    ...{
      occasion: id,
      shop,
      showId,
      showTitle: show.title,
      at,
      until: new Date(at.getTime() + LATE_AFTER_MS),
    },
    drop: drop && dropId !== null ? { id: dropId, title: nameOf(drop) } : null,
  };
};

/** Tells an occasion's audiences, step by step from where it was left. @returns false when another server took over. */
const tellOccasion = async (deps: TellAudiencesDeps, occasion: OccasionRecord): Promise<boolean> => {
  const { occasions, follows, leases, clock, bannedIds } = deps;
  const story = await storyOf(deps, occasion);
  const banned = new Set(story && (await bannedIds(occasion.shopId)));
  let { place } = occasion;
  for (const audience of story ? audiencesOf(occasion).slice(place.audience) : [])
    for (let more = true; more; ) {
      const now = clock.now();
      if (!story || !(await leases.take(LEASE, new Date(now), new Date(now + STEP_MS)))) return false;
      const page = await follows.followersAt(audience.subject, {
        ...{ at: occasion.at, after: place.after, limit: AT_ONCE },
      });
      const people = page.map(({ userId }) => userId).filter((userId) => !banned.has(userId));
      await tellPeople(deps, { ...story, kind: audience.kind }, people);
      more = page.length === AT_ONCE;
      place = more
        ? { audience: place.audience, after: page.at(-1)?.id ?? null }
        : { audience: place.audience + 1, after: null };
      await occasions.reached(occasion.id, place);
    }
  await occasions.end(occasion.id);
  return true;
};

/**
 * Tells everybody who asked for it of what happened. A server that dies in the middle of it is followed by another, which
 * goes on from the last step; whoever was told in that step is not told again.
 */
export const tellAudiences = async (deps: TellAudiencesDeps): Promise<void> => {
  const open = await deps.occasions.open();
  if (open.length === 0) return;
  const now = deps.clock.now();
  if (!(await deps.leases.take(LEASE, new Date(now), new Date(now + STEP_MS)))) return;
  try {
    for (const occasion of open) if (!(await tellOccasion(deps, occasion))) return;
  } finally {
    await deps.leases.release(LEASE);
  }
};
