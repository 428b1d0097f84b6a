import type { drops as en } from "../en/drops.ts";
import type { Texts } from "../texts.ts";

export const drops: Texts<typeof en> = {};
