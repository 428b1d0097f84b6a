import { Schema, type Types, trusted } from "mongoose";
import { type Db, driverOf } from "../kit/mongo.ts";
import { sha256 } from "../kit/random.ts";

export interface Session {
  id: string;
  userId: string;
}

/** A session as its owner sees it in the list. */
export interface SessionRecord {
  id: string;
  /** What a person recognises the browser by; nothing else about it is kept. */
  device: string;
  createdAt: Date;
  seenAt: Date;
}

interface SessionDocument {
  _id: Types.ObjectId;
  tokenHash: string;
  userId: Types.ObjectId;
  device: string;
  createdAt: Date;
  seenAt: Date;
  expiresAt: Date;
}

/** Seconds until a session ends however much it is used. */
export const SESSION_SECONDS = 60 * 24 * 3600;
/** Milliseconds after which an unused session ends. */
const IDLE_MS = 14 * 24 * 3600 * 1000;
/** Milliseconds between two notes of "seen": precise enough to tell a session by, rare enough to cost nothing. */
const SEEN_EVERY_MS = 600 * 1000;

const sessionSchema = new Schema<SessionDocument>({
  tokenHash: { type: String, required: true, unique: true },
  userId: { type: Schema.Types.ObjectId, required: true, index: true },
  device: { type: String, default: "Browser" },
  createdAt: { type: Date, required: true },
  seenAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true, index: { expireAfterSeconds: 0 } },
});

export type SessionStore = ReturnType<typeof createSessionStore>;

/** Who is signed in. Only a hash of each token is kept: who reads the database cannot sign in with it. */
export const createSessionStore = (db: Db) => {
  const sessions = db.model<SessionDocument>("Session", sessionSchema);
  return {
    async create(userId: string, token: string, device: string, now: number): Promise<void> {
      await sessions.create({
        tokenHash: sha256(token),
        userId,
        device,
        createdAt: new Date(now),
        seenAt: new Date(now),
        expiresAt: new Date(now + SESSION_SECONDS * 1000),
      });
    },

    /** The sessions of these tokens, in their order; null for one that is unknown or over. */
    async findMany(tokens: readonly string[], now: number): Promise<(Session | null)[]> {
      const hashes = tokens.map(sha256);
      const rows = await driverOf(sessions)
        .find({ tokenHash: { $in: hashes } })
        .toArray();
      const living = rows.filter(
        ({ expiresAt, seenAt }) => expiresAt.getTime() > now && seenAt.getTime() + IDLE_MS > now,
      );
      const unseen = living.filter(({ seenAt }) => seenAt.getTime() + SEEN_EVERY_MS <= now);
      if (unseen.length > 0)
        await sessions.updateMany(
          { _id: trusted({ $in: unseen.map(({ _id }) => _id) }) },
          { seenAt: new Date(now) },
        );
      const byHash = new Map(
        living.map(({ _id, userId, tokenHash }) => [
          tokenHash,
          { id: _id.toHexString(), userId: userId.toHexString() },
        ]),
      );
      return hashes.map((hash) => byHash.get(hash) ?? null);
    },

    /** Those of these sessions that are not over. */
    async living(ids: readonly string[], now: number): Promise<Set<string>> {
      const found = await sessions
        .find({
          _id: trusted({ $in: [...ids] }),
          expiresAt: trusted({ $gt: new Date(now) }),
          seenAt: trusted({ $gt: new Date(now - IDLE_MS) }),
        })
        .select({ _id: 1 })
        .lean<Pick<SessionDocument, "_id">[]>();
      return new Set(found.map(({ _id }) => _id.toHexString()));
    },

    /** Somebody's sessions that are not over, the newest seen first. */
    async ofUser(userId: string, now: number): Promise<SessionRecord[]> {
      const found = await sessions
        .find({
          userId,
          expiresAt: trusted({ $gt: new Date(now) }),
          seenAt: trusted({ $gt: new Date(now - IDLE_MS) }),
        })
        .sort({ seenAt: -1, _id: -1 })
        .lean<SessionDocument[]>();
      return found.map(({ _id, device, createdAt, seenAt }) => ({
        id: _id.toHexString(),
        device: device ?? "Browser",
        createdAt,
        seenAt,
      }));
    },

    async end(sessionId: string): Promise<void> {
      await sessions.deleteOne({ _id: sessionId });
    },

    /** Ends one of somebody's sessions. @returns false when it is not theirs, or over */
    async endOf(userId: string, sessionId: string): Promise<boolean> {
      return (await sessions.deleteOne({ _id: sessionId, userId })).deletedCount === 1;
    },

    /** Ends all of somebody's sessions but one. @returns the ids of those that ended */
    async endAllOf(userId: string, exceptId: string | null): Promise<string[]> {
      const theirs = await sessions
        .find({ userId })
        .select({ _id: 1 })
        .lean<Pick<SessionDocument, "_id">[]>();
      const ids = theirs.map(({ _id }) => _id.toHexString()).filter((id) => id !== exceptId);
      await sessions.deleteMany({ _id: trusted({ $in: ids }) });
      return ids;
    },
  };
};
