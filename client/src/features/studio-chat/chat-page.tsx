import { useTexts } from "../../i18n/index.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { StudioHead } from "../studio/studio-head.tsx";
import { mayManage, useStudioShop } from "../studio/studio-shop.ts";
import { Emotes } from "./emotes.tsx";
import { History } from "./history.tsx";
import { Macros } from "./macros.tsx";

/** What the team brings to the chat, and what was said in it. */
export const StudioChatPage = () => {
  const t = useTexts("studioChat");
  const { shopId, role } = useStudioShop();
  usePageTitle(t("title"));
  return (
    <div className="flex flex-col gap-8">
      <StudioHead title={t("title")} text={t("text")} />
      <Emotes shopId={shopId} mayChange={mayManage(role)} />
      <Macros shopId={shopId} />
      <History shopId={shopId} />
    </div>
  );
};
