import type { Address, Money, PersonalData } from "@showdrop/shared";
import type { mongo, Types } from "mongoose";
import { collectionOf, type Db } from "../kit/mongo.ts";
import { idOf } from "./scrub.ts";

type Id = Types.ObjectId;
interface OrderRow {
  _id: Id;
  number: string;
  shopId: Id;
  status: string;
  createdAt: Date;
  paidAt: Date | null;
  email: string;
  address: Address | null;
  delivery: { label?: string };
  lines: { title: string; variantName: string; quantity: number; unitPrice: Money }[];
  totals: { total: Money };
  cancellation: { note?: string } | null;
}

/** The parts of an export that the record alone tells. */
export type RecordedData = Pick<
  PersonalData,
  | "sessions"
  | "addresses"
  | "orders"
  | "carts"
  | "chat"
  | "follows"
  | "notifications"
  | "devices"
  | "takingPart"
  | "moderation"
>;

const toOrder = (row: OrderRow): PersonalData["orders"][number] => ({
  ...{ id: row._id.toHexString(), number: row.number, shopId: row.shopId.toHexString() },
  ...{ status: row.status, email: row.email, address: row.address },
  createdAt: row.createdAt.toISOString(),
  paidAt: row.paidAt?.toISOString() ?? null,
  delivery: row.delivery.label ?? "",
  lines: row.lines.map(({ title, variantName, quantity, unitPrice }) => ({
    ...{ title, variant: variantName, quantity, unitPrice },
  })),
  total: row.totals.total,
  cancellationNote: row.cancellation?.note ?? null,
});

export type PersonalDataStore = ReturnType<typeof createPersonalDataStore>;

/** Reads all that the record holds of one person, whichever part of the platform wrote it. */
export const createPersonalDataStore = (db: Db) => {
  const rows = <T extends object>(model: string, filter: mongo.Filter<T>): Promise<mongo.WithId<T>[]> =>
    collectionOf<T>(db, model).find(filter).sort({ _id: 1 }).toArray();
  const openOrders = { $in: ["pending_payment", "authorised", "expiring"] };
  const owed = { $in: ["paid", "partly_refunded"] };
  const onTheirWay = { $in: ["unfulfilled", "packed", "partly_fulfilled"] };

  return {
    /** How many orders somebody has, and how many of them somebody still works on. */
    async countOrders(userId: string): Promise<{ all: number; open: number }> {
      const orders = collectionOf<OrderRow & { buyerId: Id; fulfilment: string }>(db, "Order");
      const buyerId = idOf(userId);
      const [all, open] = await Promise.all([
        orders.countDocuments({ buyerId, paidAt: { $ne: null } }),
        orders.countDocuments({
          buyerId,
          $or: [{ status: openOrders }, { status: owed, fulfilment: onTheirWay }],
        }),
      ]);
      return { all, open };
    },

    async read(userId: string): Promise<RecordedData> {
      const id = idOf(userId);
      const ofUser = { userId: id };
      const hex = (each: Id): string => each.toHexString();
      return {
        sessions: (
          await rows<{ userId: Id; device?: string; createdAt: Date; seenAt: Date }>("Session", ofUser)
        ).map(({ device, createdAt, seenAt }) => ({
          ...{
            device: device ?? "Browser",
            signedInAt: createdAt.toISOString(),
            seenAt: seenAt.toISOString(),
          },
        })),
        addresses: (await rows<{ userId: Id; address: Address }>("SavedAddress", ofUser)).map(
          ({ address }) => address,
        ),
        orders: (await rows<OrderRow & { buyerId: Id }>("Order", { buyerId: id })).map(toOrder),
        carts: (
          await rows<{ userId: Id; shopId: Id; items: { variantId: string | Id; quantity: number }[] }>(
            "Cart",
            ofUser,
          )
        ).map(({ shopId, items }) => ({
          shopId: hex(shopId),
          lines: items.map(({ variantId, quantity }) => ({ variantId: String(variantId), quantity })),
        })),
        chat: (
          await rows<{ authorId: Id; showId: Id; at: Date; text: string; deletedAt: Date | null }>(
            "Message",
            {
              authorId: id,
            },
          )
        ).map(({ showId, at, text, deletedAt }) => ({
          ...{ showId: hex(showId), at: at.toISOString(), text, deleted: Boolean(deletedAt) },
        })),
        follows: (await rows<{ userId: Id; kind: string; subjectId: Id; at: Date }>("Follow", ofUser)).map(
          ({ kind, subjectId, at }) => ({ kind, id: String(subjectId), at: at.toISOString() }),
        ),
        notifications: (
          await rows<{ userId: Id; kind: string; showTitle: string; at: Date; readAt: Date | null }>(
            "Notification",
            ofUser,
          )
        ).map(({ kind, showTitle, at, readAt }) => ({
          ...{ kind, show: showTitle, at: at.toISOString(), readAt: readAt?.toISOString() ?? null },
        })),
        devices: (await rows<{ userId: Id; name: string; addedAt: Date }>("Device", ofUser)).map(
          ({ name, addedAt }) => ({ name, addedAt: addedAt.toISOString() }),
        ),
        takingPart: {
          questions: (await rows<{ userId: Id; questionId: Id }>("Upvote", ofUser)).map(({ questionId }) =>
            hex(questionId),
          ),
          polls: (await rows<{ userId: Id; pollId: Id }>("PollVote", ofUser)).map(({ pollId }) =>
            hex(pollId),
          ),
          giveaways: (await rows<{ userId: Id; giveawayId: Id }>("GiveawayEntry", ofUser)).map(
            ({ giveawayId }) => hex(giveawayId),
          ),
        },
        moderation: {
          bans: (await rows<{ userId: Id; shopId: Id; bannedAt: Date; reason: string }>("Ban", ofUser)).map(
            ({ shopId, bannedAt, reason }) => ({ shopId: hex(shopId), at: bannedAt.toISOString(), reason }),
          ),
          timeouts: (
            await rows<{ userId: Id; shopId: Id; until: Date; reason: string }>("Timeout", ofUser)
          ).map(({ shopId, until, reason }) => ({ shopId: hex(shopId), until: until.toISOString(), reason })),
          appeals: (await rows<{ userId: Id; shopId: Id; at: Date; text: string }>("Appeal", ofUser)).map(
            ({ shopId, at, text }) => ({ shopId: hex(shopId), at: at.toISOString(), text }),
          ),
        },
      };
    },
  };
};
