import type { ShopRole } from "@showdrop/shared";
import { can } from "../shops/can.ts";

/** The names of the rooms; the adapter carries an emit to a room to every server. */
export const rooms = {
  show: (showId: string) => `show:${showId}`,
  person: (userId: string) => `person:${userId}`,
  session: (sessionId: string) => `session:${sessionId}`,
  /** A shop's owner and managers: those who may see orders. */
  team: (shopId: string) => `team:${shopId}`,
  /** A paired screen's pages. */
  screen: (screenId: string) => `screen:${screenId}`,
  /** All paired screens of a show. */
  screens: (showId: string) => `screens:${showId}`,
  /** Those who keep a shop's chat clean: its owner, managers and moderators. */
  moderators: (shopId: string) => `moderators:${shopId}`,
};

const SHOW_ROOM = rooms.show("");
/** The show whose room this is, or null for a room of another kind. */
export const showOfRoom = (room: string): string | null =>
  room.startsWith(SHOW_ROOM) ? room.slice(SHOW_ROOM.length) : null;

/** The rooms of a shop that somebody with this role is in. */
export const shopRooms = (shopId: string, role: ShopRole | null): string[] => [
  ...(can(role, "orders:see") ? [rooms.team(shopId)] : []),
  ...(can(role, "chat:moderate") ? [rooms.moderators(shopId)] : []),
];

const SHOP_ROOMS = [rooms.team(""), rooms.moderators("")];
/** Whether a room is open only to those with a role in its shop. */
export const isShopRoom = (room: string): boolean => SHOP_ROOMS.some((prefix) => room.startsWith(prefix));
