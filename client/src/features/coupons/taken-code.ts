import { keep, kept } from "../../lib/kept.ts";

/** The coupon that was taken in a shop's show, until it is used or taken off. */
export const takenCode = (shopId: string): string | null => kept(`coupon.${shopId}`);

export const takeCode = (shopId: string, code: string | null): void => keep(`coupon.${shopId}`, code);
