import { z } from "zod";
import { Id, Moment } from "./ids.ts";

export const Email = z
  .email("This does not look like an email address.")
  .max(254, "This email address is too long.")
  .transform((email) => email.toLowerCase());

/** Bounds from OWASP's password storage cheat sheet: long enough to resist guessing, short enough to hash. */
export const Password = z
  .string()
  .min(8, "A password has at least 8 characters.")
  .max(128, "A password has at most 128 characters.");

export const DisplayName = z
  .string()
  .trim()
  .min(1, "Please enter a name.")
  .max(40, "A name has at most 40 characters.");

export const shopRoles = ["owner", "manager", "moderator"] as const;
export const ShopRole = z.enum(shopRoles);
export type ShopRole = z.infer<typeof ShopRole>;

/** A person as everybody may see them. */
export const Person = z.object({ id: Id, displayName: DisplayName });
export type Person = z.infer<typeof Person>;

export const Membership = z.object({ shopId: Id, handle: z.string(), name: z.string(), role: ShopRole });
export type Membership = z.infer<typeof Membership>;

/** The signed-in person, as only they see themselves. */
export const Me = Person.extend({
  email: z.string(),
  memberships: z.array(Membership),
  createdAt: Moment,
  /** Whether the chat names them when they buy; otherwise it says "someone". */
  namedWhenBuying: z.boolean(),
});
export type Me = z.infer<typeof Me>;

/** What a person decides about themselves. */
export const EditMe = z.strictObject({ namedWhenBuying: z.boolean().optional() });
export type EditMe = z.infer<typeof EditMe>;

export const SignUp = z.strictObject({ email: Email, password: Password, displayName: DisplayName });
export type SignUp = z.infer<typeof SignUp>;

/** The password is only bounded here: rules are for choosing one, not for entering it. */
export const SignIn = z.strictObject({
  email: Email,
  password: z.string().min(1, "Please enter your password.").max(128),
});
export type SignIn = z.infer<typeof SignIn>;
