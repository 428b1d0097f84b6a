import { notificationRoutes } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Loading, RetryNotice } from "../../ui/index.ts";
import { DevicesCard } from "./devices-card.tsx";
import { FollowedShops } from "./followed-shops.tsx";
import { PreferencesForm } from "./preferences-form.tsx";

/** What I am told, how and when, and whom I follow. */
export const PreferencesPage = () => {
  const t = useTexts("notifications");
  const { me } = useMe();
  const { data, error, refetch } = useAnswer(notificationRoutes.readPreferences, {});
  usePageTitle(t("page.title"));
  if (error && !data) return <RetryNotice refusal={error} onRetry={refetch} />;
  if (!data || !me) return <Loading />;
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-4">
      <div>
        <h1 className="text-2xl font-bold tracking-tight">{t("page.title")}</h1>
        <p className="mt-1 text-muted">{t("page.text")}</p>
      </div>
      <DevicesCard />
      <PreferencesForm known={data} email={me.email} />
      <FollowedShops />
    </div>
  );
};
