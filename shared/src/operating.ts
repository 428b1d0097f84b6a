import { z } from "zod";
import { Id, Moment } from "./ids.ts";
import { Membership, Person } from "./people.ts";
import { ShopCard } from "./shops.ts";
import { ShowStatus } from "./shows.ts";

/** Why an operator does something: the audit log keeps it, and a person may be told. */
export const WithReason = z.strictObject({
  reason: z.string().trim().min(3, "Please say why.").max(500, "A reason has at most 500 characters."),
});
export type WithReason = z.infer<typeof WithReason>;

/** A show on the air, as an operator sees it. */
export const ShowOnAir = z.object({
  id: Id,
  title: z.string(),
  shop: ShopCard,
  status: ShowStatus,
  startedAt: Moment.nullable(),
  viewers: z.int().min(0),
  /** The media node that its host sends to; null while there is none. */
  nodeId: z.string().nullable(),
});
export type ShowOnAir = z.infer<typeof ShowOnAir>;

/** A media node that renewed its entry within the last three seconds. */
export const NodeReport = z.object({
  nodeId: z.string(),
  url: z.string(),
  workers: z.int().min(0),
  peers: z.int().min(0),
  capacity: z.int().min(0),
  shows: z.int().min(0),
  /** It is about to stop: nobody new is sent there. */
  draining: z.boolean(),
});
export type NodeReport = z.infer<typeof NodeReport>;

/** What only one of the servers does at a time, and until when it has said so. */
export const LeaseReport = z.object({ name: z.string(), until: Moment });
export type LeaseReport = z.infer<typeof LeaseReport>;

/** Mails and exports of orders: how many are to be done, since when the oldest waits, and how many were given up. */
export const ErrandCounts = z.object({
  due: z.int().min(0),
  oldestDueAt: Moment.nullable(),
  dead: z.int().min(0),
});
export type ErrandCounts = z.infer<typeof ErrandCounts>;

/** An errand that was given up. */
export const DeadErrand = z.object({
  id: Id,
  orderId: Id,
  shop: ShopCard.nullable(),
  /** Such as `mail:shipped` or `export`. */
  what: z.string(),
  tries: z.int().min(0),
  lastError: z.string().nullable(),
  at: Moment,
});
export type DeadErrand = z.infer<typeof DeadErrand>;

/** A row of the log of privileged actions. */
export const AuditEntry = z.object({
  id: Id,
  at: Moment,
  /** Null: the system, or somebody whose account is gone. */
  actor: Person.nullable(),
  action: z.string(),
  subject: z.string(),
  reason: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Which rows of the log; whatever is left out does not matter. */
export const AuditQuery = z.strictObject({
  actorId: Id.optional(),
  /** An action such as `show:end`, or a topic such as `show`. */
  action: z
    .string()
    .regex(/^[a-z-]+(:[a-z-]+)?$/, "An action is written like show:end.")
    .optional(),
  from: Moment.optional(),
  to: Moment.optional(),
  before: Id.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** Somebody with an account, in a line. */
export const AccountLine = Person.extend({
  email: z.string(),
  createdAt: Moment,
  operator: z.boolean(),
  suspended: z.boolean(),
});
export type AccountLine = z.infer<typeof AccountLine>;

/** Somebody's account as an operator sees it: never what they bought, wrote or pay with. */
export const AccountReport = AccountLine.extend({
  suspension: z.object({ at: Moment, reason: z.string() }).nullable(),
  memberships: z.array(Membership),
  secondFactor: z.boolean(),
  sessions: z.array(z.object({ id: Id, device: z.string(), signedInAt: Moment, seenAt: Moment })),
});
export type AccountReport = z.infer<typeof AccountReport>;
