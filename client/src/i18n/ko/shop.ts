import type { shop as en } from "../en/shop.ts";
import type { Texts } from "../texts.ts";

export const shop: Texts<typeof en> = {};
