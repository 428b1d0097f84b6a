import { z } from "zod";
import { Invitation, InvitationCard, InvitationSent, InvitationToken, InviteMember } from "../invitations.ts";
import { Membership } from "../people.ts";
import { Done, ids, list, route } from "./parts.ts";

/** A token is in the body, never in an address: addresses end in logs and histories. */
const byToken = z.strictObject({ token: InvitationToken });

/** How a shop's team grows. Whether an email has an account is told to nobody. */
export const invitationRoutes = {
  inviteMember: route({
    method: "POST",
    path: "/api/shops/:shopId/invitations",
    summary: "Invite somebody to the team by email; again it takes the place of the invitation before",
    access: "signed-in",
    params: ids("shopId"),
    body: InviteMember,
    answer: InvitationSent,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "ALREADY_MEMBER"],
  }),
  listInvitations: route({
    method: "GET",
    path: "/api/shops/:shopId/invitations",
    summary: "Invitations that nobody accepted yet",
    access: "signed-in",
    params: ids("shopId"),
    answer: list(Invitation),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  resendInvitation: route({
    method: "POST",
    path: "/api/shops/:shopId/invitations/:invitationId/link",
    summary: "A new link with a new expiry; the one before does not work any more",
    access: "signed-in",
    params: ids("shopId", "invitationId"),
    answer: InvitationSent,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  revokeInvitation: route({
    method: "DELETE",
    path: "/api/shops/:shopId/invitations/:invitationId",
    summary: "Withdraw an invitation",
    access: "signed-in",
    params: ids("shopId", "invitationId"),
    answer: Done,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  readTeamInvitation: route({
    method: "POST",
    path: "/api/team-invitations/reading",
    summary: "What the invitation of a link is about",
    access: "public",
    body: byToken,
    answer: InvitationCard,
    refusals: ["INVITATION_OVER"],
  }),
  acceptTeamInvitation: route({
    method: "POST",
    path: "/api/team-invitations/acceptance",
    summary: "Join the team, with the account of the invited email",
    access: "signed-in",
    body: byToken,
    answer: Membership,
    refusals: ["INVITATION_OVER", "INVITATION_FOR_ANOTHER", "INVITED_IS_BANNED", "ALREADY_MEMBER"],
  }),
  declineTeamInvitation: route({
    method: "POST",
    path: "/api/team-invitations/refusal",
    summary: "Say no to an invitation",
    access: "signed-in",
    body: byToken,
    answer: Done,
    refusals: ["INVITATION_OVER", "INVITATION_FOR_ANOTHER"],
  }),
} as const;
