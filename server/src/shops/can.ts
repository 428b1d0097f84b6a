import type { ShopRole } from "@showdrop/shared";

/** What somebody may do in a shop, beyond what everybody may. */
export type Action =
  | "shop:edit"
  | "team:manage"
  | "team:see"
  | "catalog:edit"
  | "stock:move"
  | "show:manage"
  | "show:host"
  | "pins:set"
  | "run:see"
  | "run:edit"
  | "screen:pair"
  | "drop:manage"
  | "orders:see"
  | "orders:fulfil"
  | "orders:refund"
  | "orders:export"
  | "revenue:see"
  | "payment:capture"
  | "payouts:manage"
  | "prices:set"
  | "giveaway:run"
  | "chat:moderate"
  | "automod:edit"
  | "emote:edit"
  | "followers:see"
  | "reviews:answer"
  | "embedding:set";

const rolesFor: Record<Action, readonly ShopRole[]> = {
  "shop:edit": ["owner"],
  "team:manage": ["owner"],
  "team:see": ["owner", "manager"],
  "catalog:edit": ["owner", "manager"],
  "stock:move": ["owner", "manager"],
  "show:manage": ["owner", "manager"],
  "show:host": ["owner", "manager"],
  "pins:set": ["owner", "manager"],
  // A moderator follows what comes next; what is shown is not theirs to decide.
  "run:see": ["owner", "manager", "moderator"],
  "run:edit": ["owner", "manager"],
  "screen:pair": ["owner", "manager"],
  "drop:manage": ["owner", "manager"],
  "orders:see": ["owner", "manager"],
  "orders:fulfil": ["owner", "manager"],
  "orders:refund": ["owner", "manager"],
  "orders:export": ["owner", "manager"],
  "revenue:see": ["owner", "manager"],
  "payment:capture": ["owner", "manager"],
  // It opens an account in the owner's name.
  "payouts:manage": ["owner"],
  // Shipping, taxes and discounts.
  "prices:set": ["owner", "manager"],
  // A prize is the shop's.
  "giveaway:run": ["owner", "manager"],
  "followers:see": ["owner", "manager", "moderator"],
  "automod:edit": ["owner", "manager"],
  "chat:moderate": ["owner", "manager", "moderator"],
  "emote:edit": ["owner", "manager"],
  "reviews:answer": ["owner", "manager"],
  "embedding:set": ["owner", "manager"],
};

/** The one answer to "may they?"; `null` is somebody without a role in the shop. */
export const can = (role: ShopRole | null, action: Action): boolean =>
  role !== null && rolesFor[action].includes(role);
