import type { Person } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { byId } from "../kit/by-id.ts";
import { type Db, type DbSession, driverOf, isDuplicateKey, literally } from "../kit/mongo.ts";

export interface User {
  id: string;
  email: string;
  displayName: string;
  createdAt: Date;
  /** Whether the chat names them when they buy. */
  namedWhenBuying: boolean;
  /** Whether they run this platform; given and taken by a command on the server's own machine alone. */
  operator: boolean;
  /** Their picture; null for none. */
  avatarUrl: string | null;
  /** Kept out by an operator, and why. */
  suspended: { at: Date; reason: string } | null;
  /** When the account is erased, as its owner asked; null for an account that stays. */
  leavesAt: Date | null;
}

interface UserDocument {
  _id: Types.ObjectId;
  /** Absent in guests, with all that makes an account. */
  email?: string;
  displayName?: string;
  passwordHash?: string;
  createdAt: Date;
  namedWhenBuying?: boolean;
  /** When a guest is forgotten who does not come back; an account stays. */
  expiresAt?: Date;
  /** Absent of most, as what follows. */
  operator?: boolean;
  avatarUrl?: string;
  suspended?: { at: Date; reason: string };
  leavesAt?: Date;
}

const userSchema = new Schema<UserDocument>({
  email: { type: String },
  displayName: { type: String },
  passwordHash: { type: String },
  createdAt: { type: Date, required: true },
  namedWhenBuying: { type: Boolean },
  expiresAt: { type: Date, index: { expireAfterSeconds: 0 } },
  operator: { type: Boolean },
  avatarUrl: { type: String },
  suspended: { type: new Schema({ at: Date, reason: String }, { _id: false }) },
  leavesAt: { type: Date, index: { sparse: true } },
});
userSchema.index({ email: 1 }, { unique: true, sparse: true });

/** The account in a row; null for a guest's. */
const toUser = (row: UserDocument): User | null => {
  const { _id, email, displayName, createdAt, namedWhenBuying = false, operator = false } = row;
  const { avatarUrl = null, suspended = null, leavesAt = null } = row;
  return email === undefined || displayName === undefined
    ? null
    : {
        id: _id.toHexString(),
        ...{ email, displayName, createdAt, namedWhenBuying, operator },
        ...{ avatarUrl, suspended, leavesAt },
      };
};

/** What makes an account. */
export interface NewAccount {
  email: string;
  displayName: string;
  passwordHash: string;
}

/** People that one part of a name may mean; whoever looks for more writes more of the name. */
const MOST_NAMED = 200;

export type UserStore = ReturnType<typeof createUserStore>;

/** The accounts, and the guests: rows without an email, a name and a password. */
export const createUserStore = (db: Db) => {
  const users = db.model<UserDocument>("User", userSchema);
  const read = byId(users);
  const readAll = async (ids: readonly string[]): Promise<UserDocument[]> =>
    (await Promise.all(ids.map(read))).filter((row) => row !== null);
  return {
    /** @returns null when the email has an account already. */
    async create(given: NewAccount & { createdAt: Date }): Promise<User | null> {
      try {
        return toUser(await users.create({ _id: new Types.ObjectId(), ...given }));
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },

    /** @returns the id of a new guest, who is forgotten at `expiresAt`. */
    async createGuest(createdAt: Date, expiresAt: Date): Promise<string> {
      const _id = new Types.ObjectId();
      await users.create({ _id, createdAt, expiresAt });
      return _id.toHexString();
    },

    /** A guest came by: they are remembered until then. An account stays as it is. */
    async keepGuest(id: string, expiresAt: Date): Promise<void> {
      await users.updateOne({ _id: id, email: trusted({ $exists: false }) }, { expiresAt });
    },

    /**
     * Makes a guest's row an account, with all that belongs to it.
     * @returns null when the email has an account already, or there is no such guest.
     */
    async becomeAccount(id: string, given: NewAccount): Promise<User | null> {
      try {
        const found = await users
          .findOneAndUpdate(
            { _id: id, email: trusted({ $exists: false }) },
            { $set: { ...given }, $unset: { expiresAt: 1 } },
            { returnDocument: "after" },
          )
          .lean<UserDocument>();
        return found && toUser(found);
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },

    /** Forgets a guest, whose things are somebody else's by now. */
    async forgetGuest(id: string): Promise<void> {
      await users.deleteOne({ _id: id, email: trusted({ $exists: false }) });
    },

    async find(id: string): Promise<User | null> {
      const found = await read(id);
      return found && toUser(found);
    },

    /** The accounts and guests among these; a guest is null. */
    async findCustomers(ids: readonly string[]): Promise<Map<string, User | null>> {
      const found = await readAll(ids);
      return new Map(found.map((row) => [row._id.toHexString(), toUser(row)]));
    },

    /** The accounts among these. */
    async findMany(ids: readonly string[]): Promise<Map<string, User>> {
      const found = await readAll(ids);
      return new Map(
        found.flatMap((row) => {
          const user = toUser(row);
          return user ? [[user.id, user]] : [];
        }),
      );
    },

    /** These people as everybody may see them; those that do not exist are left out. */
    async people(ids: readonly string[]): Promise<Map<string, Person>> {
      const found = await readAll(ids);
      return new Map(
        found.flatMap(({ _id, displayName }) =>
          displayName === undefined ? [] : [[_id.toHexString(), { id: _id.toHexString(), displayName }]],
        ),
      );
    },

    /** People whose name contains `part`, in whatever case. */
    async idsNamed(part: string): Promise<string[]> {
      const found = await users
        .find({ displayName: trusted({ $regex: literally(part) }) })
        .select({ _id: 1 })
        .limit(MOST_NAMED)
        .lean<Pick<UserDocument, "_id">[]>();
      return found.map(({ _id }) => _id.toHexString());
    },

    /** @returns the person as they are then, or null when there is no such person. */
    async edit(
      id: string,
      change: Partial<Pick<User, "namedWhenBuying" | "displayName">>,
    ): Promise<User | null> {
      const found = await users
        .findByIdAndUpdate(id, { $set: change }, { returnDocument: "after" })
        .lean<UserDocument>();
      return found && toUser(found);
    },

    /** @returns the picture that was there before, or null. */
    async setAvatar(id: string, avatarUrl: string | null): Promise<string | null> {
      const change = avatarUrl === null ? { $unset: { avatarUrl: 1 } } : { $set: { avatarUrl } };
      const before = await users.findByIdAndUpdate(id, change).lean<UserDocument>();
      return before?.avatarUrl ?? null;
    },

    /** @returns false when the email has an account already. */
    async setEmail(id: string, email: string): Promise<boolean> {
      try {
        return (await users.updateOne({ _id: id }, { $set: { email } })).matchedCount === 1;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    async passwordHash(id: string): Promise<string | null> {
      return (await users.findById(id).lean<UserDocument>())?.passwordHash ?? null;
    },

    async setPasswordHash(id: string, passwordHash: string): Promise<void> {
      await users.updateOne({ _id: id }, { $set: { passwordHash } });
    },

    /** Accounts whose email or name contains `text`, in whatever case, newest first. */
    async search(text: string, limit: number): Promise<User[]> {
      const part = trusted({ $regex: literally(text) });
      const found = await users
        .find({
          email: trusted({ $exists: true }),
          ...(text === "" ? {} : { $or: [{ email: part }, { displayName: part }] }),
        })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<UserDocument[]>();
      return found.flatMap((row) => toUser(row) ?? []);
    },

    /** @returns false when they are suspended already. */
    async suspend(id: string, suspended: { at: Date; reason: string }, session: DbSession): Promise<boolean> {
      const { matchedCount } = await users.updateOne(
        { _id: id, suspended: trusted({ $exists: false }) },
        { $set: { suspended } },
        { session },
      );
      return matchedCount === 1;
    },

    /** @returns false when they are not suspended. */
    async restore(id: string, session: DbSession): Promise<boolean> {
      const { matchedCount } = await users.updateOne(
        { _id: id, suspended: trusted({ $exists: true }) },
        { $unset: { suspended: 1 } },
        { session },
      );
      return matchedCount === 1;
    },

    /** Has an account erased from that moment on. */
    async leaveAt(id: string, leavesAt: Date): Promise<void> {
      await users.updateOne({ _id: id }, { $set: { leavesAt } });
    },

    /** Keeps an account that was to leave later than `now`. @returns false when there was nothing to call off */
    async stay(id: string, now: Date): Promise<boolean> {
      const { matchedCount } = await users.updateOne(
        { _id: id, leavesAt: trusted({ $gt: now }) },
        { $unset: { leavesAt: 1 } },
      );
      return matchedCount === 1;
    },

    /** Accounts that are to leave by `now`. */
    async leavingBy(now: Date, limit: number): Promise<User[]> {
      const found = await users
        .find({ leavesAt: trusted({ $lte: now }) })
        .sort({ leavesAt: 1 })
        .limit(limit)
        .lean<UserDocument[]>();
      return found.flatMap((row) => toUser(row) ?? []);
    },

    /** Leaves of an account nothing but its id and what others call it; nobody signs in with it ever again. */
    async bury(id: string, displayName: string): Promise<void> {
      await driverOf(users).replaceOne(
        { _id: new Types.ObjectId(id) },
        { displayName, createdAt: new Date(0) },
      );
    },

    /** Makes somebody an operator, or takes it from them. @returns false when nobody has that email. */
    async setOperator(email: string, operator: boolean): Promise<boolean> {
      return (await users.updateOne({ email }, { $set: { operator } })).matchedCount === 1;
    },

    async operators(): Promise<User[]> {
      const found = await users.find({ operator: true }).lean<UserDocument[]>();
      return found.flatMap((row) => toUser(row) ?? []);
    },

    async findByEmail(email: string): Promise<{ user: User; passwordHash: string } | null> {
      const found = await users.findOne({ email }).lean<UserDocument>();
      const user = found && toUser(found);
      return user && found.passwordHash !== undefined ? { user, passwordHash: found.passwordHash } : null;
    },
  };
};
