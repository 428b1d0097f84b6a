import { type Image, ok, type Product, type Show } from "@showdrop/shared";
import type { TellOwner } from "../account/tell-owner.ts";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { UserStore } from "../users/users.store.ts";
import { changeRole } from "./change-role.ts";
import { editShop } from "./edit-shop.ts";
import { handOverShop } from "./hand-over-shop.ts";
import { listMembers } from "./list-members.ts";
import type { MemberStore } from "./members.store.ts";
import { openShop } from "./open-shop.ts";
import { readShopPage } from "./read-shop-page.ts";
import { removeMember } from "./remove-member.ts";
import type { RequireRole } from "./require-role.ts";
import type { ShopStore } from "./shops.store.ts";

interface Account {
  id: string;
  displayName: string;
  email: string;
}

interface ShopsEdge {
  shops: ShopStore;
  members: MemberStore;
  audit: AuditStore;
  transact: Transact;
  clock: Clock;
  hub: Hub;
  requireRole: RequireRole;
  users: UserStore;
  limits: Limits;
  tellOwner: TellOwner;
  forgetPayouts(shopId: string, session: DbSession): Promise<void>;
  findUsers(ids: readonly string[]): Promise<Map<string, Account>>;
  findImages(shopId: string, ids: readonly string[]): Promise<Map<string, Image>>;
  productsOf(shopId: string): Promise<Product[]>;
  showsOf(shopId: string): Promise<Show[]>;
  dropStreamKey(who: { shopId: string; actorId: string }, session: DbSession): Promise<string | null>;
  stopHosting(shopId: string, userId: string): Promise<void>;
}

type ShopCalls =
  | "openShop"
  | "readShopPage"
  | "editShop"
  | "listMembers"
  | "changeRole"
  | "removeMember"
  | "handOverShop";

export const shopsEdge = (deps: ShopsEdge): Pick<Handlers, ShopCalls> => {
  const { requireRole } = deps;
  return {
    openShop: ({ viewer, body }) => openShop(deps, viewer.id, body),

    readShopPage: ({ params }) => readShopPage(deps, params.handle),

    async editShop({ params: { shopId }, viewer, body }) {
      const role = await requireRole(shopId, viewer, "shop:edit");
      return role.ok ? editShop(deps, { shopId, actorId: viewer.id, form: body }) : role;
    },

    async listMembers({ params: { shopId }, viewer }) {
      const role = await requireRole(shopId, viewer, "team:see");
      return role.ok ? ok({ items: await listMembers(deps, shopId) }) : role;
    },

    async changeRole({ params: { shopId, userId }, viewer, body }) {
      const role = await requireRole(shopId, viewer, "team:manage");
      return role.ok ? changeRole(deps, { shopId, actorId: viewer.id, userId, role: body.role }) : role;
    },

    async removeMember({ params: { shopId, userId }, viewer }) {
      const role = await requireRole(shopId, viewer, "team:manage");
      return role.ok ? removeMember(deps, { shopId, actorId: viewer.id, userId }) : role;
    },

    async handOverShop(asked) {
      const { shopId } = asked.params;
      const role = await requireRole(shopId, asked.viewer, "team:manage");
      return role.ok ? handOverShop(deps, asked, { shopId, ...asked.body }) : role;
    },
  };
};
