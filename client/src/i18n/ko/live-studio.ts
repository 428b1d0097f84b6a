import type { liveStudio as en } from "../en/live-studio.ts";
import type { Texts } from "../texts.ts";

export const liveStudio: Texts<typeof en> = {};
