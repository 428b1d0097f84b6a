import { useTexts } from "../../i18n/index.ts";
import { useMe } from "../../lib/session.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Loading } from "../../ui/index.ts";
import { ChangeEmail } from "./change-email.tsx";
import { ChangePassword } from "./change-password.tsx";
import { SecondFactorCard } from "./second-factor-card.tsx";
import { SessionsCard } from "./sessions-card.tsx";

/** How I sign in, and where I am signed in. */
export const SecurityPage = () => {
  const t = useTexts("me");
  const { me } = useMe();
  usePageTitle(t("nav.security"));
  if (!me) return <Loading />;
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-4">
      <h1 className="text-2xl font-bold tracking-tight">{t("nav.security")}</h1>
      <ChangeEmail me={me} />
      <ChangePassword />
      <SecondFactorCard />
      <SessionsCard />
    </div>
  );
};
