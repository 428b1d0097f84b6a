import { refuse } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import type { CommandHandlers } from "../edge/command.ts";
import { cancelGiveaway } from "./cancel-giveaway.ts";
import { type DrawGiveawayDeps, drawGiveaway } from "./draw-giveaway.ts";
import { type EnterGiveawayDeps, enterGiveaway } from "./enter-giveaway.ts";
import { type OpenGiveawayDeps, openGiveaway } from "./open-giveaway.ts";
import { readProof } from "./read-proof.ts";
import { redrawWinner } from "./redraw-winner.ts";

type GiveawayCalls = "openGiveaway" | "drawGiveaway" | "redrawWinner" | "cancelGiveaway" | "readDrawProof";

export const giveawaysEdge = (deps: OpenGiveawayDeps & DrawGiveawayDeps): Pick<Handlers, GiveawayCalls> => ({
  openGiveaway: ({ viewer, params, body, idempotencyKey }) =>
    openGiveaway(deps, viewer, { showId: params.showId, key: idempotencyKey, form: body }),
  drawGiveaway: ({ viewer, params }) => drawGiveaway(deps, viewer, params.giveawayId),
  redrawWinner: ({ viewer, params, body }) => redrawWinner(deps, viewer, params.giveawayId, body),
  cancelGiveaway: ({ viewer, params, body }) => cancelGiveaway(deps, viewer, params.giveawayId, body),
  readDrawProof: ({ params }) => readProof(deps, params.giveawayId),
});

export const giveawayCommands = (deps: EnterGiveawayDeps): Pick<CommandHandlers, "giveaway:enter"> => ({
  "giveaway:enter": async ({ viewer, input }) =>
    viewer ? enterGiveaway(deps, viewer, input) : refuse("SIGN_IN_REQUIRED"),
});
