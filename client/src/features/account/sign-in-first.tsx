import { LockKeyhole } from "lucide-react";
import { useLocation } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { signInPath } from "../../lib/paths.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { ButtonLink, EmptyState } from "../../ui/index.ts";

/** Says to a visitor that an account is needed here, and leads back after signing in. */
export const SignInFirst = () => {
  const t = useTexts();
  usePageTitle(t("signInFirst.title"));
  const { pathname, search } = useLocation();
  const here = `${pathname}${search}`;
  return (
    <div className="mx-auto max-w-xl px-4 py-16">
      <EmptyState
        whole
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
