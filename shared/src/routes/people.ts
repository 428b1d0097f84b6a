import { z } from "zod";
import { EditMe, Me, SignIn, SignUp } from "../people.ts";
import { Done, route } from "./parts.ts";

/** Accounts and sessions. */
export const personRoutes = {
  signUp: route({
    method: "POST",
    path: "/api/users",
    summary: "Create an account and sign in",
    access: "public",
    body: SignUp,
    answer: Me,
    refusals: ["EMAIL_TAKEN", "PASSWORD_TOO_COMMON"],
  }),
  signIn: route({
    method: "POST",
    path: "/api/sessions",
    summary: "Sign in",
    access: "public",
    body: SignIn,
    answer: Me,
    refusals: ["WRONG_CREDENTIALS", "SECOND_FACTOR_REQUIRED", "WRONG_CODE", "SUSPENDED"],
  }),
  signOut: route({
    method: "DELETE",
    path: "/api/sessions/current",
    summary: "Sign out",
    access: "public",
    answer: Done,
  }),
  readMe: route({
    method: "GET",
    path: "/api/me",
    summary: "Who is signed in, or null",
    access: "public",
    answer: z.object({ me: Me.nullable() }),
  }),
  editMe: route({
    method: "PATCH",
    path: "/api/me",
    summary: "Change what I decided about myself",
    access: "signed-in",
    body: EditMe,
    answer: Me,
  }),
} as const;
