import {
  Appeal,
  AppealDecided,
  AppealStatus,
  DecideAppeal,
  MyAppeal,
  MyStanding,
  OpenAppeal,
} from "../appeals.ts";
import { ids, list, Page, route } from "./parts.ts";

/** Appeals against bans and long timeouts. */
export const appealRoutes = {
  readMyStanding: route({
    method: "GET",
    path: "/api/shops/:shopId/my-standing",
    summary: "Whether I am banned or timed out in a shop's shows, and what became of my appeal",
    access: "signed-in",
    params: ids("shopId"),
    answer: MyStanding,
    refusals: ["NOT_FOUND"],
  }),
  openAppeal: route({
    method: "POST",
    path: "/api/shops/:shopId/appeals",
    summary: "Appeal against a ban or a long timeout, once each",
    access: "signed-in",
    params: ids("shopId"),
    body: OpenAppeal,
    answer: MyAppeal,
    refusals: ["NOT_FOUND", "NOTHING_TO_APPEAL", "APPEALED_ALREADY"],
  }),
  listAppeals: route({
    method: "GET",
    path: "/api/shops/:shopId/appeals",
    summary: "Appeals, newest first, without the names of those who appeal",
    access: "signed-in",
    params: ids("shopId"),
    query: Page.extend({ status: AppealStatus.optional() }),
    answer: list(Appeal),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  decideAppeal: route({
    method: "POST",
    path: "/api/shops/:shopId/appeals/:appealId/decision",
    summary:
      "Uphold what was appealed against, or lift it; not one's own decision, unless nobody else is on the team",
    access: "signed-in",
    params: ids("shopId", "appealId"),
    body: DecideAppeal,
    answer: AppealDecided,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "OWN_DECISION"],
  }),
} as const;
