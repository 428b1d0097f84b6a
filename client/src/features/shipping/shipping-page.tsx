import { pricingRoutes } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Loading, Notice, RetryNotice } from "../../ui/index.ts";
import { StudioHead } from "../studio/studio-head.tsx";
import { mayManage, useStudioShop } from "../studio/studio-shop.ts";
import { Bundling } from "./bundling.tsx";
import { Places } from "./places.tsx";
import { Taxes } from "./taxes.tsx";
import { Zones } from "./zones.tsx";

/** What a shop's orders cost beyond their items. */
export const ShippingPage = () => {
  const t = useTexts("shipping");
  const { role } = useStudioShop();
  usePageTitle(t("title"));
  return (
    <div className="flex flex-col gap-6">
      <StudioHead title={t("title")} text={t("text")} />
      {mayManage(role) ? <Settings /> : <Notice>{t("managersOnly")}</Notice>}
    </div>
  );
};

const Settings = () => {
  const { shopId } = useStudioShop();
  const shipping = useAnswer(pricingRoutes.readShipping, { params: { shopId } });
  const taxes = useAnswer(pricingRoutes.readTaxes, { params: { shopId } });
  return (
    <>
      <RetryNotice refusal={shipping.error} onRetry={shipping.refetch} />
      <RetryNotice refusal={taxes.error} onRetry={taxes.refetch} />
      {(shipping.isPending || taxes.isPending) && <Loading />}
      {shipping.data && (
        <>
          <Zones settings={shipping.data} />
          {shipping.data.zones.length > 0 && (
            <Bundling key={shipping.data.bundleHours} settings={shipping.data} />
          )}
          <Places settings={shipping.data} />
        </>
      )}
      {taxes.data && <Taxes settings={taxes.data} />}
    </>
  );
};
