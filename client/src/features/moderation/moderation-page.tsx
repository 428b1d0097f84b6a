import { useTexts } from "../../i18n/index.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { StudioHead } from "../studio/studio-head.tsx";
import { useStudioShop } from "../studio/studio-shop.ts";
import { Appeals } from "./appeals.tsx";
import { Bans } from "./bans.tsx";
import { Log } from "./log.tsx";
import { ShadowMutes } from "./shadow-mutes.tsx";

/** Who asks the team to think again, who is banned, and what the team did. */
export const ModerationPage = () => {
  const t = useTexts("mods");
  const { shopId } = useStudioShop();
  usePageTitle(t("page.title"));
  return (
    <div className="flex flex-col gap-8">
      <StudioHead title={t("page.title")} text={t("page.text")} />
      <Appeals shopId={shopId} />
      <Bans shopId={shopId} />
      <ShadowMutes shopId={shopId} />
      <Log shopId={shopId} />
    </div>
  );
};
