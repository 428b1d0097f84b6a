import { type FollowFrom, type Following, ok, type ShopCard } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import type { RequireRole } from "../shops/require-role.ts";
import { type FollowDeps, follow, unfollow } from "./follow.ts";

export interface FollowsEdge extends FollowDeps {
  requireRole: RequireRole;
  cards(shopIds: readonly string[]): Promise<Map<string, ShopCard>>;
  /** Their first preferences come from where they follow; those that they have stay. */
  beginPreferences(userId: string, from: FollowFrom): Promise<void>;
}

type FollowCalls = "readFollowing" | "follow" | "unfollow" | "listFollowedShops" | "countFollowers";

export const followsEdge = (deps: FollowsEdge): Pick<Handlers, FollowCalls> => {
  const { follows, requireRole, cards, beginPreferences } = deps;
  return {
    async readFollowing({ viewer }) {
      const all = await follows.of(viewer.id);
      const ids = (kind: (typeof all)[number]["kind"]) =>
        all.filter((each) => each.kind === kind).map(({ id }) => id);
      return ok<Following>({ shops: ids("shop"), shows: ids("show"), drops: ids("drop") });
    },

    async follow({ viewer, params, body }) {
      await beginPreferences(viewer.id, body);
      return follow(deps, viewer.id, params);
    },

    unfollow: ({ viewer, params }) => unfollow(deps, viewer.id, params),

    async listFollowedShops({ viewer }) {
      const shops = (await follows.of(viewer.id)).filter(({ kind }) => kind === "shop");
      const byId = await cards(shops.map(({ id }) => id));
      return ok({
        items: shops.flatMap(({ id, at }) => {
          const shop = byId.get(id);
          return shop ? [{ shop, since: at.toISOString() }] : [];
        }),
      });
    },

    async countFollowers({ viewer, params: { shopId } }) {
      const role = await requireRole(shopId, viewer, "followers:see");
      return role.ok ? ok({ followers: await follows.countFollowers({ kind: "shop", id: shopId }) }) : role;
    },
  };
};
