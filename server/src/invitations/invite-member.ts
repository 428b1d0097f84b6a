import {
  type GivenRole,
  type Invitation,
  type InvitationSent,
  type InviteMember,
  ok,
  type Person,
  type Result,
  refuse,
  type ShopCard,
  type ShopRole,
} from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import type { Logger } from "../kit/logger.ts";
import { randomToken, sha256 } from "../kit/random.ts";
import type { SendMail } from "../mail/mail.ts";
import type { Act } from "../moderation/act.ts";
import { personOf } from "../moderation/list-bans.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { InvitationRecord, InvitationStore } from "./invitations.store.ts";
import { writeInvitation } from "./letter.ts";

/** Milliseconds for which a link is good: long enough for somebody on holiday, short enough to be forgotten. */
const GOOD_FOR_MS = 7 * 24 * 3_600_000;

export interface InviteMemberDeps {
  invitations: InvitationStore;
  clock: Clock;
  requireRole: RequireRole;
  act: Act;
  roleOf(shopId: string, userId: string): Promise<ShopRole | null>;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
  findUserByEmail(email: string): Promise<{ id: string } | null>;
  cards(shopIds: readonly string[]): Promise<Map<string, ShopCard>>;
  /** Null: there is no mail here, and the owner sends the link themselves. */
  sendMail: SendMail | null;
  publicUrl: URL;
  log: Logger;
}

const statusOf = ({ declinedAt, expiresAt }: InvitationRecord, now: number): Invitation["status"] =>
  declinedAt ? "declined" : expiresAt.getTime() > now ? "waiting" : "expired";

const toInvitation = (
  record: InvitationRecord,
  people: ReadonlyMap<string, Person>,
  now: number,
): Invitation => ({
  id: record.id,
  email: record.email,
  role: record.role,
  invitedBy: personOf(people, record.invitedBy),
  invitedAt: record.invitedAt.toISOString(),
  expiresAt: record.expiresAt.toISOString(),
  status: statusOf(record, now),
});

/** Mails an invitation's link. The owner has it too, so that a mail which is lost costs nothing. */
const mail = async (
  { sendMail, publicUrl, cards, log }: InviteMemberDeps,
  { email, role, shopId, expiresAt, id }: InvitationRecord,
  inviterName: string,
  token: string,
): Promise<void> => {
  const shop = (await cards([shopId])).get(shopId);
  if (!sendMail || !shop) return;
  const link = new URL(`/invitation#${token}`, publicUrl);
  const letter = writeInvitation({ to: email, shopName: shop.name, inviterName, role, link, expiresAt });
  // Nobody waits for a mail server.
  sendMail(letter).catch((error: unknown) =>
    log.warn({ err: error, invitationId: id }, "invitation: no mail"),
  );
};

/** Writes an invitation down and makes its link. */
const invite = async (
  deps: InviteMemberDeps,
  viewer: { id: string },
  shopId: string,
  { email, role, action }: { email: string; role: GivenRole; action: string },
): Promise<Result<InvitationSent>> => {
  const { invitations, clock, people, act } = deps;
  const token = randomToken();
  const now = clock.now();
  const sent = await act<InvitationRecord>(shopId, async (session) => {
    const given = { shopId, email, role, tokenHash: sha256(token), invitedBy: viewer.id };
    const times = { invitedAt: new Date(now), expiresAt: new Date(now + GOOD_FOR_MS) };
    const answer = await invitations.put({ ...given, ...times }, session);
    const subject = `shop:${shopId}`;
    return ok({ answer, row: { actorId: viewer.id, action, subject, after: { email, role } } });
  });
  if (!sent.ok) return sent;
  const invitation = toInvitation(sent.data, await people([viewer.id]), now);
  await mail(deps, sent.data, invitation.invitedBy.displayName, token);
  return ok({ invitation, token });
};

/**
 * Invites an email to a shop's team. Whether it has an account is told to nobody: those on the team already are known
 * to the owner by their emails, and of everybody else nothing is said.
 */
export const inviteMember = async (
  deps: InviteMemberDeps,
  viewer: { id: string },
  shopId: string,
  { email, role }: InviteMember,
): Promise<Result<InvitationSent>> => {
  const may = await deps.requireRole(shopId, viewer, "team:manage");
  if (!may.ok) return may;
  const user = await deps.findUserByEmail(email);
  if (user && (await deps.roleOf(shopId, user.id))) return refuse("ALREADY_MEMBER", { path: "email" });
  return invite(deps, viewer, shopId, { email, role, action: "invitation:send" });
};

/** Makes a new link for an invitation, which makes the one before worthless. */
export const resendInvitation = async (
  deps: InviteMemberDeps,
  viewer: { id: string },
  { shopId, invitationId }: { shopId: string; invitationId: string },
): Promise<Result<InvitationSent>> => {
  const may = await deps.requireRole(shopId, viewer, "team:manage");
  if (!may.ok) return may;
  const known = await deps.invitations.find(shopId, invitationId);
  if (!known) return refuse("NOT_FOUND");
  const { email, role } = known;
  return invite(deps, viewer, shopId, { email, role, action: "invitation:resend" });
};

/** Takes an invitation back: its link leads nowhere from now on. */
export const revokeInvitation = async (
  { invitations, requireRole, act }: InviteMemberDeps,
  viewer: { id: string },
  { shopId, invitationId }: { shopId: string; invitationId: string },
): Promise<Result<{ done: true }>> => {
  const may = await requireRole(shopId, viewer, "team:manage");
  if (!may.ok) return may;
  return act<{ done: true }>(shopId, async (session) => {
    const removed = await invitations.remove(shopId, invitationId, session);
    if (!removed) return refuse("NOT_FOUND");
    const { email, role } = removed;
    return ok({
      answer: { done: true },
      row: {
        actorId: viewer.id,
        action: "invitation:revoke",
        subject: `shop:${shopId}`,
        before: { email, role },
      },
    });
  });
};

/** Invitations that nobody accepted yet, newest first, for the shop's owner. */
export const listInvitations = async (
  { invitations, clock, requireRole, people }: InviteMemberDeps,
  viewer: { id: string },
  shopId: string,
): Promise<Result<{ items: Invitation[] }>> => {
  const may = await requireRole(shopId, viewer, "team:manage");
  if (!may.ok) return may;
  const found = await invitations.ofShop(shopId);
  const known = await people(found.map(({ invitedBy }) => invitedBy));
  return ok({ items: found.map((record) => toInvitation(record, known, clock.now())) });
};
