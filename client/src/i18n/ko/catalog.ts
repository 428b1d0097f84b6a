import type { catalog as en } from "../en/catalog.ts";
import type { Texts } from "../texts.ts";

export const catalog: Texts<typeof en> = {};
