import type { watch as en } from "../en/watch.ts";
import type { Texts } from "../texts.ts";

export const watch: Texts<typeof en> = {};
