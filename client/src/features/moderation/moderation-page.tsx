import { useTexts } from "../../i18n/index.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { StudioHead } from "../studio/studio-head.tsx";
import { useStudioShop } from "../studio/studio-shop.ts";
import { Bans } from "./bans.tsx";

/** What the team did, who is banned, and who asks it to think again. */
export const ModerationPage = () => {
  const t = useTexts("mods");
  const { shopId } = useStudioShop();
  usePageTitle(t("page.title"));
  return (
    <div className="flex flex-col gap-6">
      <StudioHead title={t("page.title")} text={t("page.text")} />
      <Bans shopId={shopId} />
    </div>
  );
};
