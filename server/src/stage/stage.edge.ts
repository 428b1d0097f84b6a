import type { Handlers } from "../edge/call.ts";
import { type AcceptInvitationDeps, acceptInvitation } from "./accept-invitation.ts";
import { type ArrangeStageDeps, arrangeStage } from "./arrange-stage.ts";
import { type InviteGuestDeps, inviteGuest } from "./invite-guest.ts";
import { type MuteGuestDeps, muteGuest, unmuteGuest } from "./mute-guest.ts";
import { type RemoveGuestDeps, removeGuest } from "./remove-guest.ts";

type StageEdge = ArrangeStageDeps & InviteGuestDeps & AcceptInvitationDeps & RemoveGuestDeps & MuteGuestDeps;
type StageCalls =
  | "arrangeStage"
  | "inviteGuest"
  | "acceptInvitation"
  | "removeGuest"
  | "muteGuest"
  | "unmuteGuest";

export const stageEdge = (deps: StageEdge): Pick<Handlers, StageCalls> => ({
  arrangeStage: ({ viewer, params, body }) => arrangeStage(deps, viewer, params.showId, body),
  inviteGuest: ({ viewer, params, body }) => inviteGuest(deps, viewer, params.showId, body.userId),
  acceptInvitation: ({ viewer, params }) => acceptInvitation(deps, viewer, params.showId),
  removeGuest: ({ viewer, params }) => removeGuest(deps, viewer, params.showId, params.userId),
  muteGuest: ({ viewer, params }) => muteGuest(deps, viewer, params),
  unmuteGuest: ({ viewer, params }) => unmuteGuest(deps, viewer, params),
});
