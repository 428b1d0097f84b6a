import { Outlet } from "react-router";
import { SignInFirst } from "../features/account/sign-in-first.tsx";
import { useMe } from "../lib/session.ts";
import { Loading } from "../ui/index.ts";

/** Pages below need an account; a visitor is told so and sent back here after signing in. */
export const SignedIn = () => {
  const { me, loading } = useMe();
  if (loading) return <Loading />;
  return me ? <Outlet /> : <SignInFirst />;
};
