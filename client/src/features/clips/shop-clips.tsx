import { clipRoutes } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { ClipGrid } from "./clip-card.tsx";

/** A shop's clips, as a part of its page; nothing where there are none. */
export const ShopClips = ({ shopId }: { shopId: string }) => {
  const t = useTexts("clips");
  const { data } = useAnswer(clipRoutes.listShopClips, { params: { shopId } });
  if (!data || data.items.length === 0) return null;
  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-xl font-bold tracking-tight">{t("title")}</h2>
      <ClipGrid clips={data.items} withShop={false} />
    </section>
  );
};
