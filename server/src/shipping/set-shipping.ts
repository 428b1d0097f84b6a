import {
  ok,
  type Result,
  type SetPickupPlaces,
  type SetShipping,
  type ShippingSettings,
} from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Transact } from "../kit/mongo.ts";
import { createIdKeeper } from "./keep-ids.ts";
import type { ShippingStore } from "./shipping.store.ts";

export interface SetShippingDeps {
  shipping: ShippingStore;
  audit: AuditStore;
  transact: Transact;
}

interface By {
  shopId: string;
  actorId: string;
}

/** Changes a shop's settings; the change and its audit row stand or fall together. */
const change = (
  { shipping, audit, transact }: SetShippingDeps,
  { shopId, actorId }: By,
  action: string,
  changed: (before: ShippingSettings) => ShippingSettings,
): Promise<Result<ShippingSettings>> =>
  transact(async (session) => {
    const before = await shipping.of(shopId, session);
    const after = changed(before);
    await shipping.set(shopId, after, session);
    await audit.record({ actorId, action, subject: `shop:${shopId}`, shopId, before, after }, session);
    return ok(after);
  });

/** Replaces a shop's zones with their rates. Orders keep what they were charged. */
export const setShipping = (
  deps: SetShippingDeps,
  by: By,
  form: SetShipping,
): Promise<Result<ShippingSettings>> =>
  change(deps, by, "shipping:edit", (before) => {
    const keepRates = createIdKeeper(before.zones.flatMap(({ rates }) => rates));
    const zones = createIdKeeper(before.zones)(form.zones);
    return {
      ...before,
      bundleHours: form.bundleHours,
      zones: zones.map((zone) => ({ ...zone, rates: keepRates(zone.rates) })),
    };
  });

/** Replaces a shop's pickup places. Orders keep the name of theirs. */
export const setPickupPlaces = (
  deps: SetShippingDeps,
  by: By,
  form: SetPickupPlaces,
): Promise<Result<ShippingSettings>> =>
  change(deps, by, "pickup:edit", (before) => ({
    ...before,
    places: createIdKeeper(before.places)(form.places),
  }));
