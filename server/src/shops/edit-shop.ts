import { type EditShop, type Image, ok, type Result, refuse, type Shop } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Transact } from "../kit/mongo.ts";
import { type ShopStore, toWireShop } from "./shops.store.ts";

interface Deps {
  shops: ShopStore;
  audit: AuditStore;
  transact: Transact;
  /** The shop's own pictures among `ids`. */
  findImages(shopId: string, ids: readonly string[]): Promise<Map<string, Image>>;
}

/** Changes a shop's name, text or picture. */
export const editShop = async (
  { shops, audit, transact, findImages }: Deps,
  { shopId, actorId, form }: { shopId: string; actorId: string; form: EditShop },
): Promise<Result<Shop>> => {
  const { name, about, avatarImageId } = form;
  const avatar = avatarImageId ? (await findImages(shopId, [avatarImageId])).get(avatarImageId) : null;
  if (avatar === undefined)
    return refuse("INVALID_INPUT", {
      path: "avatarImageId",
      message: "This picture is not one of the shop's.",
    });
  const changes = {
    ...(name === undefined ? {} : { name }),
    ...(about === undefined ? {} : { about }),
    ...(avatarImageId === undefined ? {} : { avatarUrl: avatar?.url ?? null }),
  };
  return transact(async (session) => {
    const before = await shops.find(shopId, session);
    const after = await shops.edit(shopId, changes, session);
    if (!before || !after) return refuse("NOT_FOUND");
    await audit.record({ actorId, action: "shop:edit", subject: `shop:${shopId}`, before, after }, session);
    return ok(toWireShop(after));
  });
};
