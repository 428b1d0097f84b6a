import type { orders as en } from "../en/orders.ts";
import type { Texts } from "../texts.ts";

export const orders: Texts<typeof en> = {};
