import { z } from "zod";
import { Id, Moment } from "./ids.ts";
import { Money } from "./money.ts";
import { NotificationPreferences } from "./notifications.ts";
import { Membership } from "./people.ts";
import { PostalAddress } from "./postal-addresses.ts";

/** Grows when a part is taken away or means something else; new parts may come without. */
export const PERSONAL_DATA_VERSION = 1;

/**
 * Everything that the platform holds of one person, for them to keep or to take elsewhere. Of others it tells nothing: their
 * words, names and addresses are theirs. Card numbers are not here, as the platform never has them.
 */
export const PersonalData = z.object({
  version: z.literal(PERSONAL_DATA_VERSION),
  /** When it was put together. */
  at: Moment,
  profile: z.object({
    id: Id,
    displayName: z.string(),
    email: z.string(),
    createdAt: Moment,
    avatarUrl: z.string().nullable(),
    namedWhenBuying: z.boolean(),
    /** Whether signing in asks for a code. The secret is not told: whoever has this file could make codes of it. */
    secondFactor: z.boolean(),
    memberships: z.array(Membership),
  }),
  sessions: z.array(z.object({ device: z.string(), signedInAt: Moment, seenAt: Moment })),
  addresses: z.array(PostalAddress),
  /** Cards that the payment provider keeps for them. */
  cards: z.array(
    z.object({ brand: z.string(), last4: z.string(), expiryMonth: z.int(), expiryYear: z.int() }),
  ),
  orders: z.array(
    z.object({
      id: Id,
      number: z.string(),
      shopId: Id,
      status: z.string(),
      createdAt: Moment,
      paidAt: Moment.nullable(),
      email: z.string(),
      address: PostalAddress.nullable(),
      delivery: z.string(),
      lines: z.array(
        z.object({ title: z.string(), variant: z.string(), quantity: z.int(), unitPrice: Money }),
      ),
      total: Money,
      /** What they wrote when they asked to cancel it. */
      cancellationNote: z.string().nullable(),
    }),
  ),
  carts: z.array(z.object({ shopId: Id, lines: z.array(z.object({ variantId: Id, quantity: z.int() })) })),
  /** What they wrote in chats, deleted lines too. */
  chat: z.array(z.object({ showId: Id, at: Moment, text: z.string(), deleted: z.boolean() })),
  reviews: z.array(
    z.object({ productId: Id, at: Moment, stars: z.int(), text: z.string(), named: z.boolean() }),
  ),
  follows: z.array(z.object({ kind: z.string(), id: Id, at: Moment })),
  notifications: z.array(
    z.object({ kind: z.string(), show: z.string(), at: Moment, readAt: Moment.nullable() }),
  ),
  preferences: NotificationPreferences,
  /** Browsers that push messages go to. */
  devices: z.array(z.object({ name: z.string(), addedAt: Moment })),
  /** Questions that they found good, votes in polls, entries in giveaways, by the id of what it was. */
  takingPart: z.object({
    questions: z.array(Id),
    polls: z.array(Id),
    giveaways: z.array(Id),
  }),
  /** What shops' teams decided about them, and what they answered. Inner notes of the teams are the teams'. */
  moderation: z.object({
    bans: z.array(z.object({ shopId: Id, at: Moment, reason: z.string() })),
    timeouts: z.array(z.object({ shopId: Id, until: Moment, reason: z.string() })),
    appeals: z.array(z.object({ shopId: Id, at: Moment, text: z.string() })),
  }),
});
export type PersonalData = z.infer<typeof PersonalData>;

/** What keeps an account from being deleted now. */
export const erasureObstacles = ["ACCOUNT_OWNS_SHOP", "ACCOUNT_HAS_ORDERS", "ACCOUNT_HAS_HOLDS"] as const;
export const ErasureObstacle = z.enum(erasureObstacles);
export type ErasureObstacle = z.infer<typeof ErasureObstacle>;

/** What somebody is told before they delete their account. */
export const ErasureOutlook = z.object({
  /** Seconds for which signing in still keeps the account. */
  graceSeconds: z.int().positive(),
  obstacles: z.array(ErasureObstacle),
  /** Orders that stay, without name, email and address, because the shop's books need them. */
  orders: z.int().min(0),
});
export type ErasureOutlook = z.infer<typeof ErasureOutlook>;
