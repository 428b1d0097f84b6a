import type { NotificationKind, ShopCard, Withholding } from "@showdrop/shared";
import type { FollowStore, Subject } from "../follows/follows.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { LeaseStore } from "../jobs/lease.store.ts";
import type { Clock } from "../kit/clock.ts";
import { CAP_WITHIN_MS, decide } from "./decide.ts";
import type { DeviceStore } from "./devices.store.ts";
import type { NotificationRecord, NotificationStore, Send } from "./notifications.store.ts";
import type { OccasionRecord, OccasionStore } from "./occasions.store.ts";
import type { PreferencesStore } from "./preferences.store.ts";

export interface TellAudiencesDeps {
  occasions: OccasionStore;
  notifications: NotificationStore;
  preferences: PreferencesStore;
  devices: DeviceStore;
  follows: FollowStore;
  leases: LeaseStore;
  hub: Hub;
  clock: Clock;
  /** Which channels there are at all. */
  channels: { push: boolean; email: boolean };
  cards(shopIds: readonly string[]): Promise<Map<string, ShopCard>>;
  findShow(showId: string): Promise<{ title: string } | null>;
  findDrop(dropId: string): Promise<{ title: string; variantName: string } | null>;
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

interface Story {
  occasion: OccasionRecord;
  kind: NotificationKind;
  shop: ShopCard;
  showTitle: string;
  dropTitle: string | null;
}

/** What the occasion is about, in words; null when it is gone. */
const storyOf = async (
  { cards, findShow, findDrop }: TellAudiencesDeps,
  occasion: OccasionRecord,
): Promise<Omit<Story, "kind"> | null> => {
  const { shopId, showId, dropId } = occasion;
  const [shop, show, drop] = await Promise.all([
    cards([shopId]).then((found) => found.get(shopId)),
    findShow(showId),
    dropId === null ? null : findDrop(dropId),
  ]);
  if (!shop || !show || (dropId !== null && !drop)) return null;
  return { occasion, shop, showTitle: show.title, dropTitle: drop && `${drop.title}, ${drop.variantName}` };
};

/** Writes down what these people are told and is sent to them, and tells the pages that they have open. */
const tell = async (deps: TellAudiencesDeps, story: Story, userIds: readonly string[]): Promise<void> => {
  const { notifications, preferences, devices, hub, clock, channels } = deps;
  const { occasion, kind, shop, showTitle, dropTitle } = story;
  const now = clock.now();
  const [wishes, deviceIds, sent] = await Promise.all([
    preferences.ofMany(userIds),
    channels.push ? devices.idsOf(userIds) : new Map<string, string[]>(),
    notifications.countSent(userIds, new Date(now - CAP_WITHIN_MS)),
  ]);
  const rows = userIds.flatMap((userId): Omit<NotificationRecord, "id" | "readAt">[] => {
    const wished = wishes.get(userId);
    if (!wished) return [];
    const own = deviceIds.get(userId) ?? [];
    const { push, email, withheld } = decide({
      ...{ kind, at: occasion.at.getTime(), now, preferences: wished },
      sent: sent.get(userId) ?? 0,
      reachable: { push: own.length > 0, email: channels.email },
    });
    const due = { state: "due", tries: 0 } as const;
    const sends: Send[] = [
      ...(push ? own.map((deviceId) => ({ ...due, deviceId })) : []),
      ...(email ? [{ ...due, deviceId: null }] : []),
    ];
    return [
      {
        ...{ userId, occasion: occasion.id, kind, at: occasion.at, withheld, sends },
        ...{ shopId: shop.id, showId: occasion.showId, showTitle, dropId: occasion.dropId, dropTitle },
      },
    ];
  });

  const added = await notifications.add(rows, new Date(now));
  for (const [withheld, told] of Map.groupBy(added, (row): Withholding | null => row.withheld))
    hub.toPeople(
      told.map(({ userId }) => userId),
      "notification:new",
      {
        ...{ occasion: occasion.id, kind, shop, at: occasion.at.toISOString(), read: false, withheld },
        show: { id: occasion.showId, title: showTitle },
        drop: occasion.dropId === null ? null : { id: occasion.dropId, title: dropTitle ?? "" },
      },
    );
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
      await tell(deps, { ...story, kind: audience.kind }, people);
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
