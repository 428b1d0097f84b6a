import type { Person } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, driverOf, isDuplicateKey, literally } from "../kit/mongo.ts";

export interface User {
  id: string;
  email: string;
  displayName: string;
  createdAt: Date;
  /** Whether the chat names them when they buy. */
  namedWhenBuying: boolean;
}

interface UserDocument {
  _id: Types.ObjectId;
  email: string;
  displayName: string;
  passwordHash: string;
  createdAt: Date;
  namedWhenBuying: boolean;
}

const userSchema = new Schema<UserDocument>({
  email: { type: String, required: true, unique: true },
  displayName: { type: String, required: true },
  passwordHash: { type: String, required: true },
  createdAt: { type: Date, required: true },
  namedWhenBuying: { type: Boolean, default: false },
});

const toUser = ({ _id, email, displayName, createdAt, namedWhenBuying }: UserDocument): User => ({
  id: _id.toHexString(),
  email,
  displayName,
  createdAt,
  namedWhenBuying,
});

/** People that one part of a name may mean; whoever looks for more writes more of the name. */
const MOST_NAMED = 200;

export type UserStore = ReturnType<typeof createUserStore>;

/** The accounts. */
export const createUserStore = (db: Db) => {
  const users = db.model<UserDocument>("User", userSchema);
  return {
    /** @returns null when the email has an account already. */
    async create(given: {
      email: string;
      displayName: string;
      passwordHash: string;
      createdAt: Date;
    }): Promise<User | null> {
      try {
        return toUser(await users.create({ _id: new Types.ObjectId(), ...given }));
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },

    async find(id: string): Promise<User | null> {
      const found = await users.findById(id).lean<UserDocument>();
      return found && toUser(found);
    },

    async findMany(ids: readonly string[]): Promise<Map<string, User>> {
      const found = await users.find({ _id: trusted({ $in: [...ids] }) }).lean<UserDocument[]>();
      return new Map(found.map((user) => [user._id.toHexString(), toUser(user)]));
    },

    /** These people as everybody may see them; those that do not exist are left out. */
    async people(ids: readonly string[]): Promise<Map<string, Person>> {
      const found = await driverOf(users)
        .find({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) } })
        .project<Pick<UserDocument, "_id" | "displayName">>({ displayName: 1 })
        .toArray();
      return new Map(
        found.map(({ _id, displayName }) => [_id.toHexString(), { id: _id.toHexString(), displayName }]),
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
    async edit(id: string, change: Partial<Pick<User, "namedWhenBuying">>): Promise<User | null> {
      const found = await users
        .findByIdAndUpdate(id, { $set: change }, { returnDocument: "after" })
        .lean<UserDocument>();
      return found && toUser(found);
    },

    async findByEmail(email: string): Promise<{ user: User; passwordHash: string } | null> {
      const found = await users.findOne({ email }).lean<UserDocument>();
      return found && { user: toUser(found), passwordHash: found.passwordHash };
    },
  };
};
