import { LockKeyhole } from "lucide-react";
import { Outlet, useLocation } from "react-router";
import { useTexts } from "../i18n/index.ts";
import { signInPath } from "../lib/paths.ts";
import { useMe } from "../lib/session.ts";
import { ButtonLink, EmptyState, Loading } from "../ui/index.ts";

/** Pages below need an account; a visitor is told so and sent back here after signing in. */
export const SignedIn = () => {
  const t = useTexts();
  const { me, loading } = useMe();
  const { pathname, search } = useLocation();
  if (loading) return <Loading />;
  if (me) return <Outlet />;
  const here = `${pathname}${search}`;
  return (
    <div className="mx-auto max-w-xl px-4 py-16">
      <EmptyState
        icon={<LockKeyhole aria-hidden />}
        title={t("signInFirst.title")}
        action={
          <>
            <ButtonLink to={signInPath(here)} variant="primary">
              {t("signIn")}
            </ButtonLink>
            <ButtonLink to={signInPath(here, "/sign-up")}>{t("signUp")}</ButtonLink>
          </>
        }
      >
        {t("signInFirst.text")}
      </EmptyState>
    </div>
  );
};
