import { ok, type Result, type SetTaxes, type TaxSettings } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Transact } from "../kit/mongo.ts";
import type { TaxStore } from "./taxes.store.ts";

export interface SetTaxesDeps {
  taxes: TaxStore;
  audit: AuditStore;
  transact: Transact;
}

/** Replaces a shop's tax rules. Orders keep what they were charged. */
export const setTaxes = (
  { taxes, audit, transact }: SetTaxesDeps,
  { shopId, actorId, form }: { shopId: string; actorId: string; form: SetTaxes },
): Promise<Result<TaxSettings>> =>
  transact(async (session) => {
    const before = await taxes.of(shopId, session);
    await taxes.set(shopId, form, session);
    await audit.record(
      { actorId, action: "taxes:edit", subject: `shop:${shopId}`, shopId, before, after: form },
      session,
    );
    return ok(form);
  });
