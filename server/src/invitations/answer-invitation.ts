import {
  type InvitationCard,
  type Membership,
  ok,
  type Person,
  type Result,
  refuse,
  type ShopCard,
  type ShopRole,
} from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { DbSession } from "../kit/mongo.ts";
import { sha256 } from "../kit/random.ts";
import type { Act } from "../moderation/act.ts";
import { personOf } from "../moderation/list-bans.ts";
import type { InvitationRecord, InvitationStore } from "./invitations.store.ts";

export interface AnswerInvitationDeps {
  invitations: InvitationStore;
  clock: Clock;
  hub: Hub;
  act: Act;
  cards(shopIds: readonly string[]): Promise<Map<string, ShopCard>>;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
  isBannedIn(shopId: string, userId: string, session: DbSession): Promise<boolean>;
  /** @returns false when the person has a role there already. */
  addMember(given: { shopId: string; userId: string; role: ShopRole }, session: DbSession): Promise<boolean>;
}

interface Invited {
  id: string;
  email: string;
}

/** `minji@example.com` is `m•••@example.com`: its owner knows it, nobody else learns it. */
const hintOf = (email: string): string => email.replace(/^(.).*(?=@)/u, "$1•••");

const cardOf = async (
  { cards }: AnswerInvitationDeps,
  { shopId }: InvitationRecord,
): Promise<ShopCard | null> => (await cards([shopId])).get(shopId) ?? null;

/** What the invitation of a link is about, for whoever has the link. */
export const readTeamInvitation = async (
  deps: AnswerInvitationDeps,
  viewer: Invited | null,
  token: string,
): Promise<Result<InvitationCard>> => {
  const { invitations, clock, people } = deps;
  const found = await invitations.byToken(sha256(token), new Date(clock.now()));
  const shop = found && (await cardOf(deps, found));
  if (!found || !shop) return refuse("INVITATION_OVER");
  return ok({
    shop,
    role: found.role,
    invitedBy: personOf(await people([found.invitedBy]), found.invitedBy),
    expiresAt: found.expiresAt.toISOString(),
    emailHint: hintOf(found.email),
    forMe: viewer?.email === found.email,
  });
};

/** The invitation of a link, if it is good and for this account. */
const mine = async (
  { invitations, clock }: AnswerInvitationDeps,
  viewer: Invited,
  token: string,
): Promise<Result<InvitationRecord>> => {
  const found = await invitations.byToken(sha256(token), new Date(clock.now()));
  if (!found) return refuse("INVITATION_OVER");
  return found.email === viewer.email ? ok(found) : refuse("INVITATION_FOR_ANOTHER");
};

/**
 * Joins a team: the link works once, for the account of the invited email. Whoever is banned from the shop's shows
 * stays out until the ban is lifted: nobody is on the team and banned, and no invitation undoes a moderator's later word.
 */
export const acceptTeamInvitation = async (
  deps: AnswerInvitationDeps,
  viewer: Invited,
  token: string,
): Promise<Result<Membership>> => {
  const { invitations, act, hub } = deps;
  const found = await mine(deps, viewer, token);
  if (!found.ok) return found;
  const { id, shopId, role, invitedBy } = found.data;
  const shop = await cardOf(deps, found.data);
  if (!shop) return refuse("INVITATION_OVER");
  const joined = await act<Membership>(shopId, async (session) => {
    if (await deps.isBannedIn(shopId, viewer.id, session)) return refuse("INVITED_IS_BANNED");
    if (!(await invitations.remove(shopId, id, session))) return refuse("INVITATION_OVER");
    const member = { userId: viewer.id, role };
    if (!(await deps.addMember({ shopId, ...member }, session))) return refuse("ALREADY_MEMBER");
    return ok({
      answer: { shopId, handle: shop.handle, name: shop.name, role },
      row: {
        ...{ actorId: viewer.id, action: "member:add", subject: `shop:${shopId}` },
        ...{ personId: viewer.id, after: { ...member, invitedBy } },
      },
    });
  });
  if (!joined.ok) return joined;
  hub.addToTeam(viewer.id, shopId, role);
  hub.toPerson(viewer.id, "role:changed", { shopId, role });
  return joined;
};

/** Says no to an invitation: its link is worth nothing any more, and the owner sees that it was declined. */
export const declineTeamInvitation = async (
  deps: AnswerInvitationDeps,
  viewer: Invited,
  token: string,
): Promise<Result<{ done: true }>> => {
  const { invitations, clock, act } = deps;
  const found = await mine(deps, viewer, token);
  if (!found.ok) return found;
  const { id, shopId, role } = found.data;
  return act<{ done: true }>(shopId, async (session) => {
    if (!(await invitations.decline(id, new Date(clock.now()), session))) return refuse("INVITATION_OVER");
    return ok({
      answer: { done: true },
      row: {
        ...{ actorId: viewer.id, action: "invitation:decline", subject: `shop:${shopId}` },
        ...{ personId: viewer.id, before: { role } },
      },
    });
  });
};
