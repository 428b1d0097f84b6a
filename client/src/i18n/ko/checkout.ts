import type { checkout as en } from "../en/checkout.ts";
import type { Texts } from "../texts.ts";

export const checkout: Texts<typeof en> = {};
