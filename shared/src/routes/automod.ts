import { AutomodSettings, AutomodVerdict, TryAutomod } from "../automod.ts";
import { ids, route } from "./parts.ts";

/** How a shop's chat is read before it is posted. */
export const automodRoutes = {
  readAutomod: route({
    method: "GET",
    path: "/api/shops/:shopId/automod",
    summary: "How the shop's chat is read before it is posted",
    access: "signed-in",
    params: ids("shopId"),
    answer: AutomodSettings,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  setAutomod: route({
    method: "PUT",
    path: "/api/shops/:shopId/automod",
    summary: "Set how the shop's chat is read before it is posted",
    access: "signed-in",
    params: ids("shopId"),
    body: AutomodSettings,
    answer: AutomodSettings,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  tryAutomod: route({
    method: "POST",
    path: "/api/shops/:shopId/automod/try",
    summary: "What would become of a line, by settings saved or not",
    access: "signed-in",
    params: ids("shopId"),
    body: TryAutomod,
    answer: AutomodVerdict,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
} as const;
