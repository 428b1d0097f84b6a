import { addressesEdge } from "./addresses/addresses.edge.ts";
import { createAddressStore } from "./addresses/addresses.store.ts";
import type { AuditStore } from "./audit/audit.store.ts";
import { createCheckCode } from "./discounts/check-code.ts";
import { discountsEdge } from "./discounts/discounts.edge.ts";
import { createDiscountStore } from "./discounts/discounts.store.ts";
import { createReadCoupon } from "./discounts/show-coupon.ts";
import { createShowCouponStore } from "./discounts/show-coupons.store.ts";
import type { Limits } from "./edge/limits.ts";
import type { Hub } from "./hub/hub.ts";
import type { Clock } from "./kit/clock.ts";
import type { Db, Transact } from "./kit/mongo.ts";
import { createQuote, type QuoteDeps } from "./pricing/quote.ts";
import { shippingEdge } from "./shipping/shipping.edge.ts";
import { createShippingStore } from "./shipping/shipping.store.ts";
import type { RequireRole } from "./shops/require-role.ts";
import { taxesEdge } from "./taxes/taxes.edge.ts";
import { createTaxStore } from "./taxes/taxes.store.ts";

interface PriceParts {
  db: Db;
  clock: Clock;
  limits: Limits;
  audit: AuditStore;
  transact: Transact;
  requireRole: RequireRole;
  hub: Hub;
  findShow(id: string): Promise<{ shopId: string; status: string } | null>;
}

export type Prices = ReturnType<typeof buildPrices>;

/** Wires what decides on prices: shipping, taxes, discounts, and addresses. A part of domain.ts, which alone calls it. */
export const buildPrices = (parts: PriceParts) => {
  const { db, limits } = parts;
  const shipping = createShippingStore(db);
  const taxes = createTaxStore(db);
  const discounts = createDiscountStore(db);
  const coupons = createShowCouponStore(db);
  const deps = { ...parts, shipping, taxes, discounts, coupons, addresses: createAddressStore(db) };
  return {
    handlers: {
      ...shippingEdge(deps),
      ...taxesEdge(deps),
      ...discountsEdge(deps),
      ...addressesEdge(deps),
    },
    /** The authority on prices, for those who know which orders wait to be sent. */
    quoteWith: (openBundle: QuoteDeps["openBundle"]) =>
      createQuote({
        shippingOf: (shopId) => shipping.of(shopId),
        taxesOf: (shopId) => taxes.of(shopId),
        checkCode: createCheckCode({ discounts, limits }),
        openBundle,
      }),
    shippingOf: (shopId: string) => shipping.of(shopId),
    /** What a show holds out to its viewers now. */
    readCoupon: createReadCoupon(deps),
    redeemCode: discounts.redeem,
    giveCodeBack: discounts.giveBack,
    adoptCodes: discounts.adopt,
  };
};
