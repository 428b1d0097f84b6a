import type { Locale, NotificationPreferences } from "@showdrop/shared";
import { Schema, type Types, trusted } from "mongoose";
import type { Db } from "../kit/mongo.ts";

interface PreferencesDocument {
  /** The person's id. */
  _id: Types.ObjectId;
  preferences: NotificationPreferences;
}

const preferencesSchema = new Schema<PreferencesDocument>({
  _id: Schema.Types.ObjectId,
  preferences: { type: Schema.Types.Mixed, required: true },
});

/**
 * What a person has who chose nothing. Quiet hours are those in which Korean law wants advertising kept from people
 * (docs/decisions/0015). Email is for who asks for it.
 */
export const firstPreferences = ({
  timeZone = "Asia/Seoul",
  locale = "en",
}: {
  timeZone?: string | undefined;
  locale?: Locale | undefined;
}): NotificationPreferences => ({
  locale,
  timeZone,
  quietHours: { from: "21:00", to: "08:00", exceptAskedFor: true },
  perDay: 10,
  push: { shopLive: true, savedShow: true, wishedDrop: true, lineTurn: true },
  email: { shopLive: false, savedShow: false, wishedDrop: false, lineTurn: false },
});

/** Preferences may have been kept before there was a kind of notification: then what it has at first holds for it. */
const completed = ({ preferences }: PreferencesDocument): NotificationPreferences => {
  const { push, email } = firstPreferences({});
  return {
    ...preferences,
    push: { ...push, ...preferences.push },
    email: { ...email, ...preferences.email },
  };
};

export type PreferencesStore = ReturnType<typeof createPreferencesStore>;

/** How people want to be told. */
export const createPreferencesStore = (db: Db) => {
  const preferences = db.model<PreferencesDocument>("NotificationPreferences", preferencesSchema);

  /** Makes somebody's first preferences, unless they have some. */
  const begin = async (userId: string, from: Parameters<typeof firstPreferences>[0]): Promise<void> => {
    await preferences.updateOne(
      { _id: userId },
      { $setOnInsert: { preferences: firstPreferences(from) } },
      { upsert: true },
    );
  };

  return {
    async of(userId: string): Promise<NotificationPreferences> {
      const found = await preferences.findById(userId).lean<PreferencesDocument>();
      return found ? completed(found) : firstPreferences({});
    },

    async ofMany(userIds: readonly string[]): Promise<Map<string, NotificationPreferences>> {
      const found = await preferences
        .find({ _id: trusted({ $in: [...userIds] }) })
        .lean<PreferencesDocument[]>();
      const known = new Map(found.map((each) => [each._id.toHexString(), completed(each)]));
      return new Map(userIds.map((id) => [id, known.get(id) ?? firstPreferences({})]));
    },

    begin,

    /** The language that somebody chose; null while they chose nothing. */
    async localeOf(userId: string): Promise<Locale | null> {
      const found = await preferences.findById(userId).lean<PreferencesDocument>();
      return found?.preferences.locale ?? null;
    },

    /** Changes the language alone. */
    async setLocale(userId: string, locale: Locale): Promise<void> {
      await begin(userId, { locale });
      await preferences.updateOne({ _id: userId }, { $set: { "preferences.locale": locale } });
    },

    async set(userId: string, given: NotificationPreferences): Promise<void> {
      await preferences.updateOne({ _id: userId }, { $set: { preferences: given } }, { upsert: true });
    },
  };
};
