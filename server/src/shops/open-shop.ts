import { type OpenShop, ok, type Result, refuse, type Shop } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { Transact } from "../kit/mongo.ts";
import type { MemberStore } from "./members.store.ts";
import { isReservedHandle } from "./reserved-handles.ts";
import { type ShopStore, toWireShop } from "./shops.store.ts";

interface Deps {
  shops: ShopStore;
  members: MemberStore;
  audit: AuditStore;
  transact: Transact;
  clock: Clock;
  hub: Hub;
}

/** Opens a person's one shop, with them as its owner; the pages they have open hear of its orders from now on. */
export const openShop = async (
  { shops, members, audit, transact, clock, hub }: Deps,
  ownerId: string,
  form: OpenShop,
): Promise<Result<Shop>> => {
  const taken = refuse("HANDLE_TAKEN", { path: "handle" });
  if (isReservedHandle(form.handle)) return taken;
  const opened = await transact<Shop>(async (session) => {
    const shop = await shops.create({ ...form, ownerId, createdAt: new Date(clock.now()) }, session);
    if (shop === "owner") return refuse("SHOP_ALREADY_OPEN");
    if (shop === "handle") return taken;
    await members.add({ shopId: shop.id, userId: ownerId, role: "owner" }, session);
    await audit.record(
      {
        actorId: ownerId,
        action: "member:add",
        subject: `shop:${shop.id}`,
        shopId: shop.id,
        personId: ownerId,
        after: { userId: ownerId, role: "owner" },
      },
      session,
    );
    return ok(toWireShop(shop));
  });
  if (opened.ok) hub.addToTeam(ownerId, opened.data.id, "owner");
  return opened;
};
