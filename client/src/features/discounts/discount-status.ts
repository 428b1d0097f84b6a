import type { Discount } from "@showdrop/shared";

export type DiscountStatus = "off" | "over" | "usedUp" | "later" | "on";

/** Whether a code can be used at a moment (milliseconds), and if not, why not. */
export const discountStatus = (
  { active, startsAt, endsAt, quota, used }: Discount,
  now: number,
): DiscountStatus => {
  if (!active) return "off";
  if (endsAt !== null && Date.parse(endsAt) <= now) return "over";
  if (quota !== null && used >= quota) return "usedUp";
  return startsAt !== null && Date.parse(startsAt) > now ? "later" : "on";
};
