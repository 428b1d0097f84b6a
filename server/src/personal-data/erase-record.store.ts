import type { mongo, Types } from "mongoose";
import { collectionOf, type Db } from "../kit/mongo.ts";
import { deletedWithThem, scrubbedWithOrders, scrubbedWithShows } from "./places.ts";
import { DELETED_NAME, GONE, idOf, scrub, type Traces } from "./scrub.ts";

type Row = mongo.Document & { _id: Types.ObjectId };

/** Documents rewritten in one go. */
const AT_ONCE = 500;

export type EraseRecord = ReturnType<typeof createEraseRecord>;

/**
 * Erases what the record holds of a person, up to the account itself. Every step may be done again: after a crash the whole
 * is begun anew.
 */
export const createEraseRecord = (db: Db) => {
  const of = (model: string): mongo.Collection<Row> => collectionOf<Row>(db, model);

  /** Takes traces out of documents; those in which nothing stood are not written. */
  const scrubWhere = async (model: string, filter: mongo.Filter<Row>, traces: Traces): Promise<void> => {
    const rows = of(model);
    let changes: mongo.AnyBulkWriteOperation<Row>[] = [];
    const write = async (): Promise<void> => {
      if (changes.length > 0) await rows.bulkWrite(changes, { ordered: false });
      changes = [];
    };
    for await (const row of rows.find(filter)) {
      const clean = scrub({ ...row }, traces);
      if (JSON.stringify(clean) === JSON.stringify(row)) continue;
      changes.push({ replaceOne: { filter: { _id: row._id }, replacement: clean } });
      if (changes.length >= AT_ONCE) await write();
    }
    await write();
  };

  /** Phone and street as they were ever given: in the orders and in the addresses that are kept. */
  const readTraces = async (userId: string, email: string, displayName: string): Promise<Traces> => {
    const [orders, saved] = await Promise.all([
      of("Order")
        .find({ buyerId: idOf(userId) })
        .toArray(),
      of("SavedAddress")
        .find({ userId: idOf(userId) })
        .toArray(),
    ]);
    const addresses = [...orders, ...saved].flatMap(({ address }) => address ?? []);
    const given = [
      ...[email, ...orders.map((order) => order.email)],
      ...addresses.flatMap(({ name, phone, line1, line2 }) => [name, phone, line1, line2]),
    ];
    return {
      ...{ userId, displayName },
      identifying: [...new Set(given.filter((text) => typeof text === "string" && text.trim().length > 3))],
    };
  };

  /** The sale stays for the books: what, for how much, taxed where. Whom it went to does not. */
  const scrubOrders = async (traces: Traces): Promise<void> => {
    const theirs = { buyerId: idOf(traces.userId) };
    const ids = (await of("Order").find(theirs).project<Row>({ _id: 1 }).toArray()).map(({ _id }) => _id);
    for (const model of scrubbedWithOrders) await scrubWhere(model, { orderId: { $in: ids } }, traces);
    await of("Order").updateMany(theirs, { $set: { email: GONE } });
    await of("Order").updateMany(
      { ...theirs, address: { $type: "object" } },
      {
        $set: {
          "address.name": DELETED_NAME,
          ...Object.fromEntries(
            ["phone", "line1", "line2", "postalCode", "city"].map((part) => [`address.${part}`, GONE]),
          ),
        },
      },
    );
    await of("Order").updateMany(
      { ...theirs, cancellation: { $type: "object" } },
      { $set: { "cancellation.note": GONE } },
    );
  };

  const scrubChat = async (traces: Traces): Promise<void> => {
    const id = idOf(traces.userId);
    const said = await of("Message").distinct("showId", { $or: [{ authorId: id }, { mentionIds: id }] });
    const bought = await of("Order").distinct("showId", { buyerId: id });
    const entered = await of("GiveawayEntry").distinct("giveawayId", { userId: id });
    const given = await of("Giveaway").distinct("showId", { _id: { $in: entered } });
    const staged = await of("Stage").distinct("_id", { "guests.userId": id });
    const showIds = [...said, ...bought, ...given, ...staged].filter((showId) => showId !== null);
    for (const model of scrubbedWithShows) await scrubWhere(model, { showId: { $in: showIds } }, traces);
    await of("Message").updateMany(
      { authorId: id },
      { $set: { text: GONE, emotes: [], mentionIds: [], deletedAt: new Date() } },
    );
  };

  /** What was done stays in the log, by and to the same id; their words and name do not. */
  const scrubAudit = async (traces: Traces): Promise<void> => {
    const id = idOf(traces.userId);
    const about = { $or: [{ personId: id }, { actorId: id }, { subject: `person:${traces.userId}` }] };
    // What is written here is about them: their name is theirs wherever it stands.
    await scrubWhere("AuditRow", about, {
      ...traces,
      identifying: [...traces.identifying, traces.displayName],
    });
    for (const side of ["before", "after"])
      await of("AuditRow").updateMany(
        { personId: id, [`${side}.text`]: { $type: "string" } },
        { $set: { [`${side}.text`]: GONE } },
      );
  };

  return async ({
    id,
    email,
    displayName,
  }: {
    id: string;
    email: string;
    displayName: string;
  }): Promise<void> => {
    const traces = await readTraces(id, email, displayName);
    await scrubChat(traces);
    await scrubAudit(traces);
    await of("Invitation").deleteMany({ $or: [{ email }, { invitedBy: idOf(id) }] });
    await of("AuditRow").updateMany({ "after.email": email }, { $set: { "after.email": GONE } });
    await of("AuditRow").updateMany({ "before.email": email }, { $set: { "before.email": GONE } });
    // The addresses among what is deleted tell what is to be found: they go after it was searched for.
    await scrubOrders(traces);
    for (const [model, path] of deletedWithThem) await of(model).deleteMany({ [path]: idOf(id) });
  };
};
