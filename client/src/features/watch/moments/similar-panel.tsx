import { catalogRoutes, type Drop } from "@showdrop/shared";
import { PackageOpen } from "lucide-react";
import { useTexts } from "../../../i18n/index.ts";
import { useAnswer } from "../../../lib/api.ts";
import { EmptyState, Loading, RetryNotice } from "../../../ui/index.ts";
import { AddToBag } from "../../cart/add-to-bag.tsx";
import type { Purchase } from "../../checkout/purchase.ts";
import { PinCard } from "../../pins/pin-card.tsx";
import { SidePanel } from "../side-panel.tsx";

interface SimilarPanelProps {
  drop: Drop;
  onClose: () => void;
  onBuyNow: (purchase: Purchase) => void;
}

/** What the shop still has that is like something sold out, to be bought without leaving the show. */
export const SimilarPanel = ({ drop, onClose, onBuyNow }: SimilarPanelProps) => {
  const t = useTexts("moments");
  const { data, error, refetch } = useAnswer(catalogRoutes.listSimilar, {
    params: { productId: drop.product.id },
  });
  return (
    <SidePanel title={t("similar.title")} onClose={onClose}>
      <p className="mb-4 text-muted">{t("similar.text", { title: drop.product.title })}</p>
      <RetryNotice refusal={error} onRetry={refetch} />
      {!data && !error && <Loading />}
      {data?.items.length === 0 && (
        <EmptyState icon={<PackageOpen aria-hidden />} title={t("similar.none")}>
          {t("similar.noneText")}
        </EmptyState>
      )}
      <ul className="flex flex-col gap-6">
        {data?.items.map((product) => (
          <li key={product.id} className="flex flex-col gap-2.5">
            <PinCard product={product} />
            <AddToBag product={product} showId={drop.showId} onBuyNow={onBuyNow} />
          </li>
        ))}
      </ul>
    </SidePanel>
  );
};
