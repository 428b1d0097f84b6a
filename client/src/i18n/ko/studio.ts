import type { studio as en } from "../en/studio.ts";
import type { Texts } from "../texts.ts";

export const studio: Texts<typeof en> = {};
