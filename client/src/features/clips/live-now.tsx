import { type ShopCard, shopRoutes } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { ButtonLink, LiveBadge } from "../../ui/index.ts";

/** Leads to the shop's show if it is on the air now. */
export const LiveNow = ({ shop }: { shop: ShopCard }) => {
  const t = useTexts("clips");
  const { data } = useAnswer(shopRoutes.readShopPage, { params: { handle: shop.handle } });
  const live = data?.shows.find(({ status }) => status === "live");
  if (!live) return null;
  return (
    <div className="flex items-center gap-3 rounded-lg border border-line bg-surface p-3">
      <LiveBadge />
      <p className="min-w-0 grow truncate font-semibold">{t("next.title", { shop: shop.name })}</p>
      <ButtonLink to={`/shows/${live.id}`} variant="primary" size="sm">
        {t("next.watch")}
      </ButtonLink>
    </div>
  );
};
