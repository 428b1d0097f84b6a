import type { chat as en } from "../en/chat.ts";
import type { Texts } from "../texts.ts";

export const chat: Texts<typeof en> = {};
