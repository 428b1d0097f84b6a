import { ChatRules, SetChatModes, SetShield } from "../chat-rules.ts";
import { ids, route } from "./parts.ts";

/** Who may write in a show's chat, and how. */
export const ruleRoutes = {
  setChatModes: route({
    method: "PATCH",
    path: "/api/shows/:showId/chat-rules",
    summary: "Change who may write in a show's chat, and how; while Shield is on nothing else can change",
    access: "signed-in",
    params: ids("showId"),
    body: SetChatModes,
    answer: ChatRules,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_ENDED", "SHIELD_IS_ON"],
  }),
  setShield: route({
    method: "PUT",
    path: "/api/shows/:showId/shield",
    summary: "Turn all of the chat's rules strict at once, or back to what they were",
    access: "signed-in",
    params: ids("showId"),
    body: SetShield,
    answer: ChatRules,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_ENDED"],
  }),
} as const;
