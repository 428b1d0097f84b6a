import { z } from "zod";
import { WithPassword } from "./account.ts";
import { Email } from "./credentials.ts";
import { Id, Moment } from "./ids.ts";
import { Person } from "./people.ts";
import { ShopCard } from "./shops.ts";

/** Roles that the owner gives. */
export const GivenRole = z.enum(["manager", "moderator"]);
export type GivenRole = z.infer<typeof GivenRole>;

export const InviteMember = z.strictObject({ email: Email, role: GivenRole });
export type InviteMember = z.infer<typeof InviteMember>;

/** An invitation to a shop's team. One that was accepted or withdrawn is gone. */
export const Invitation = z.object({
  id: Id,
  email: z.string(),
  role: GivenRole,
  invitedBy: Person,
  invitedAt: Moment,
  expiresAt: Moment,
  status: z.enum(["waiting", "declined", "expired"]),
});
export type Invitation = z.infer<typeof Invitation>;

/** The token of an invitation's link: whoever has it and the invited email's account may join, once. */
export const InvitationToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "This link is not complete.");

/** The token is told this once; only its hash is kept. */
export const InvitationSent = z.object({ invitation: Invitation, token: InvitationToken });
export type InvitationSent = z.infer<typeof InvitationSent>;

/** An invitation as whoever has its link sees it. */
export const InvitationCard = z.object({
  shop: ShopCard,
  role: GivenRole,
  invitedBy: Person,
  expiresAt: Moment,
  /** The invited email with its middle hidden: enough for its owner to know which account is meant. */
  emailHint: z.string(),
  /** Whether it is for the account that is signed in. */
  forMe: z.boolean(),
});
export type InvitationCard = z.infer<typeof InvitationCard>;

export const ChangeRole = z.strictObject({ role: GivenRole });
export type ChangeRole = z.infer<typeof ChangeRole>;

/** To one of the shop's managers; confirmed by the owner's password. */
export const HandOverShop = z.strictObject({ userId: Id, ...WithPassword.shape });
export type HandOverShop = z.infer<typeof HandOverShop>;
