import { createHash, randomBytes } from "node:crypto";
import { MongoClient, ObjectId } from "mongodb";

export type Buyer = { id: string; cookie: string };

const DAY_MS = 24 * 3_600_000;

/**
 * Signed-in accounts. Written into the record as the server itself writes them: made one by one over HTTP, ten thousand
 * passwords would take longer to hash than everything that is measured.
 */
export const makeBuyers = async (mongoUri: string, count: number): Promise<Buyer[]> => {
  const client = await new MongoClient(mongoUri).connect();
  const db = client.db("showdrop");
  const now = new Date();
  const made = Array.from({ length: count }, (_, i) => {
    const userId = new ObjectId();
    const token = randomBytes(32).toString("base64url");
    return {
      buyer: { id: userId.toHexString(), cookie: `sid=${token}` },
      user: {
        ...{ _id: userId, email: `buyer-${userId.toHexString()}@example.com`, displayName: `Buyer ${i}` },
        ...{ passwordHash: "-", createdAt: now, namedWhenBuying: false },
      },
      session: {
        tokenHash: createHash("sha256").update(token).digest("base64url"),
        ...{ userId, createdAt: now, seenAt: now, expiresAt: new Date(now.getTime() + DAY_MS) },
      },
    };
  });
  await db.collection("users").insertMany(made.map(({ user }) => user));
  await db.collection("sessions").insertMany(made.map(({ session }) => session));
  await client.close();
  return made.map(({ buyer }) => buyer);
};
