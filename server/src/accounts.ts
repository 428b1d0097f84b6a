import type { Me } from "@showdrop/shared";
import { type AccountEdge, accountEdge } from "./account/account.edge.ts";
import { createSeal } from "./account/seal.ts";
import { takeCode } from "./account/second-factor-codes.ts";
import { createSecondFactorStore } from "./account/second-factors.store.ts";
import { createTellOwner, type TellOwnerDeps } from "./account/tell-owner.ts";
import type { Config } from "./config.ts";
import type { Db } from "./kit/mongo.ts";
import { type UsersEdge, usersEdge } from "./users/users.edge.ts";
import type { User } from "./users/users.store.ts";

type Made = "meOf" | "hasSecondFactor" | "takeCode" | "tellOwner" | "factors" | "seal";

export interface AccountNeeds
  extends Omit<UsersEdge & AccountEdge, Made>,
    Pick<TellOwnerDeps, "sendMail" | "localeOf" | "log"> {
  config: Config;
  db: Db;
  membershipsOf(userId: string): Promise<Me["memberships"]>;
}

/** Wires what people are here: signing in, and what they do with their own account. */
export const buildAccounts = (needs: AccountNeeds) => {
  const { config, db, membershipsOf, localeOf } = needs;
  const factors = createSecondFactorStore(db);
  const meOf = async (user: User): Promise<Me> => {
    const [memberships, locale] = await Promise.all([membershipsOf(user.id), localeOf(user.id)]);
    const { id, displayName, email, createdAt, namedWhenBuying, avatarUrl, operator } = user;
    return {
      ...{ id, displayName, email, memberships, namedWhenBuying },
      createdAt: createdAt.toISOString(),
      ...(locale ? { locale } : {}),
      ...(avatarUrl ? { avatarUrl } : {}),
      ...(operator ? { operator } : {}),
    };
  };
  const deps = {
    ...{ ...needs, factors, meOf },
    seal: createSeal(config.accountSecret),
    tellOwner: createTellOwner({ ...needs, publicUrl: config.publicUrl }),
  };
  const hasSecondFactor = async (userId: string) => Boolean((await factors.find(userId))?.confirmedAt);
  return {
    hasSecondFactor,
    tellOwner: deps.tellOwner,
    handlers: {
      ...usersEdge({
        ...deps,
        hasSecondFactor,
        takeCode: (userId, code, network) => takeCode(deps, userId, code, network),
      }),
      ...accountEdge(deps),
    },
  };
};
