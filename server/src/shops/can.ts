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
  | "drop:manage"
  | "orders:see"
  | "revenue:see"
  | "giveaway:run"
  | "chat:moderate"
  | "automod:edit"
  | "emote:edit"
  | "followers:see";

const rolesFor: Record<Action, readonly ShopRole[]> = {
  "shop:edit": ["owner"],
  "team:manage": ["owner"],
  "team:see": ["owner", "manager"],
  "catalog:edit": ["owner", "manager"],
  "stock:move": ["owner", "manager"],
  "show:manage": ["owner", "manager"],
  "show:host": ["owner", "manager"],
  "pins:set": ["owner", "manager"],
  "drop:manage": ["owner", "manager"],
  "orders:see": ["owner", "manager"],
  "revenue:see": ["owner", "manager"],
  // A prize is the shop's.
  "giveaway:run": ["owner", "manager"],
  "followers:see": ["owner", "manager", "moderator"],
  "automod:edit": ["owner", "manager"],
  "chat:moderate": ["owner", "manager", "moderator"],
  "emote:edit": ["owner", "manager"],
};

/** The one answer to "may they?"; `null` is somebody without a role in the shop. */
export const can = (role: ShopRole | null, action: Action): boolean =>
  role !== null && rolesFor[action].includes(role);
