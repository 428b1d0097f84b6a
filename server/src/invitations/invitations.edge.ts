import type { Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import {
  type AnswerInvitationDeps,
  acceptTeamInvitation,
  declineTeamInvitation,
  readTeamInvitation,
} from "./answer-invitation.ts";
import {
  type InviteMemberDeps,
  inviteMember,
  listInvitations,
  resendInvitation,
  revokeInvitation,
} from "./invite-member.ts";

type InvitationCalls =
  | "inviteMember"
  | "listInvitations"
  | "resendInvitation"
  | "revokeInvitation"
  | "readTeamInvitation"
  | "acceptTeamInvitation"
  | "declineTeamInvitation";

export const invitationsEdge = (
  deps: InviteMemberDeps & AnswerInvitationDeps & { limits: Limits },
): Pick<Handlers, InvitationCalls> => ({
  async inviteMember({ viewer, params, body }) {
    const tooMany = await deps.limits.take("invite", viewer.id);
    return tooMany ? { ok: false, error: tooMany } : inviteMember(deps, viewer, params.shopId, body);
  },
  async resendInvitation({ viewer, params }) {
    const tooMany = await deps.limits.take("invite", viewer.id);
    return tooMany ? { ok: false, error: tooMany } : resendInvitation(deps, viewer, params);
  },
  listInvitations: ({ viewer, params }) => listInvitations(deps, viewer, params.shopId),
  revokeInvitation: ({ viewer, params }) => revokeInvitation(deps, viewer, params),
  readTeamInvitation: ({ viewer, body }) => readTeamInvitation(deps, viewer, body.token),
  acceptTeamInvitation: ({ viewer, body }) => acceptTeamInvitation(deps, viewer, body.token),
  declineTeamInvitation: ({ viewer, body }) => declineTeamInvitation(deps, viewer, body.token),
});
