import { CancelGiveaway, DrawProof, Giveaway, OpenGiveaway, RedrawWinner } from "../giveaways.ts";
import { ids, route } from "./parts.ts";

/** What a shop does with giveaways, and how anybody checks a draw. Entering is the command `giveaway:enter`. */
export const giveawayRoutes = {
  openGiveaway: route({
    method: "POST",
    path: "/api/shows/:showId/giveaways",
    summary:
      "Open a giveaway: the seed of its draw is settled, and its SHA-256 published; one is open at a time",
    access: "signed-in",
    params: ids("showId"),
    body: OpenGiveaway,
    answer: Giveaway,
    idempotent: true,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_ENDED", "GIVEAWAY_ALREADY_OPEN"],
  }),
  drawGiveaway: route({
    method: "POST",
    path: "/api/giveaways/:giveawayId/draw",
    summary: "Close the entries and draw; what is drawn already is answered as it is",
    access: "signed-in",
    params: ids("giveawayId"),
    answer: Giveaway,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "GIVEAWAY_CANCELLED"],
  }),
  redrawWinner: route({
    method: "POST",
    path: "/api/giveaways/:giveawayId/redraw",
    summary: "Pass a winner over, with a reason: the next in the draw's order wins instead",
    access: "signed-in",
    params: ids("giveawayId"),
    body: RedrawWinner,
    answer: Giveaway,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "GIVEAWAY_NOT_DRAWN", "NOT_A_WINNER"],
  }),
  cancelGiveaway: route({
    method: "POST",
    path: "/api/giveaways/:giveawayId/cancel",
    summary: "Call an open giveaway off, with a reason",
    access: "signed-in",
    params: ids("giveawayId"),
    body: CancelGiveaway,
    answer: Giveaway,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "GIVEAWAY_CLOSED"],
  }),
  readDrawProof: route({
    method: "GET",
    path: "/api/giveaways/:giveawayId/proof",
    summary:
      "All that is needed to check a draw: the seed, what was published of it before, and who took part",
    access: "public",
    params: ids("giveawayId"),
    answer: DrawProof,
    refusals: ["NOT_FOUND", "GIVEAWAY_NOT_DRAWN"],
  }),
} as const;
