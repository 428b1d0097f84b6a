import {
  type NotificationPreferences,
  ok,
  PERSONAL_DATA_VERSION,
  type PersonalData,
  type Result,
  refuse,
  type SavedCard,
} from "@showdrop/shared";
import { type Asked, type ConfirmPasswordDeps, confirmPassword } from "../account/confirm-password.ts";
import type { Clock } from "../kit/clock.ts";
import type { User } from "../users/users.store.ts";
import type { PersonalDataStore } from "./personal-data.store.ts";

export interface ExportDataDeps extends ConfirmPasswordDeps {
  personalData: PersonalDataStore;
  clock: Clock;
  membershipsOf(userId: string): Promise<PersonalData["profile"]["memberships"]>;
  hasSecondFactor(userId: string): Promise<boolean>;
  preferencesOf(userId: string): Promise<NotificationPreferences>;
  /** What the payment provider keeps for somebody. */
  cardsOf(userId: string): Promise<SavedCard[]>;
  reviewsOf(
    userId: string,
  ): Promise<{ productId: string; createdAt: Date; stars: number; text: string; named: boolean }[]>;
}

const profileOf = async (
  { membershipsOf, hasSecondFactor }: ExportDataDeps,
  { id, displayName, email, createdAt, avatarUrl, namedWhenBuying }: User,
): Promise<PersonalData["profile"]> => ({
  ...{ id, displayName, email, avatarUrl, namedWhenBuying },
  createdAt: createdAt.toISOString(),
  secondFactor: await hasSecondFactor(id),
  memberships: await membershipsOf(id),
});

/** Everything that the platform holds of somebody, for whoever knows their password. */
export const exportData = async (
  deps: ExportDataDeps,
  asked: Asked,
  password: string,
): Promise<Result<PersonalData>> => {
  const { users, personalData, clock, limits } = deps;
  const userId = asked.viewer.id;
  const tooMany = await limits.take("personalData", userId);
  if (tooMany) return { ok: false, error: tooMany };
  const confirmed = await confirmPassword(deps, asked, password);
  if (!confirmed.ok) return confirmed;
  const user = await users.find(userId);
  if (!user) return refuse("SIGN_IN_REQUIRED");
  const [profile, recorded, preferences, cards, reviews] = await Promise.all([
    profileOf(deps, user),
    personalData.read(userId),
    deps.preferencesOf(userId),
    deps.cardsOf(userId),
    deps.reviewsOf(userId),
  ]);
  return ok({
    version: PERSONAL_DATA_VERSION,
    at: new Date(clock.now()).toISOString(),
    ...{ profile, ...recorded, preferences },
    cards: cards.map(({ brand, last4, expiryMonth, expiryYear }) => ({
      ...{ brand, last4, expiryMonth, expiryYear },
    })),
    reviews: reviews.map(({ productId, createdAt, stars, text, named }) => ({
      ...{ productId, at: createdAt.toISOString(), stars, text, named },
    })),
  });
};
