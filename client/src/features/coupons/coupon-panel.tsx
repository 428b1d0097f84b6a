import { pricingRoutes, type ShowSnapshot } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer, useSend } from "../../lib/api.ts";
import { useNow } from "../../lib/time.ts";
import {
  Button,
  ButtonLink,
  Field,
  Loading,
  RefusalNotice,
  RetryNotice,
  Select,
  useToast,
} from "../../ui/index.ts";
import { discountStatus } from "../discounts/discount-status.ts";
import { useBenefitText } from "../discounts/use-benefit-text.ts";

/** Codes to choose from: the newest, which is what somebody made for this show. */
const NEWEST = 50;

/** Drops a coupon into the show, and takes it down again. */
export const CouponPanel = ({ show }: { show: ShowSnapshot }) => {
  const t = useTexts("coupons");
  const say = useBenefitText();
  const toast = useToast();
  const now = useNow();
  const { id: showId, shop } = show.show;
  const list = useAnswer(pricingRoutes.listDiscounts, {
    params: { shopId: shop.id },
    query: { limit: NEWEST },
  });
  const send = useSend(pricingRoutes.showCoupon);
  const [chosen, setChosen] = useState("");
  const usable = (list.data?.items ?? []).filter(
    (discount) =>
      discountStatus(discount, now) === "on" && (discount.showId === null || discount.showId === showId),
  );
  const discountId = usable.find(({ id }) => id === chosen)?.id ?? usable[0]?.id;
  const tell = (id: string | null) =>
    send.mutate(
      { params: { showId }, body: { discountId: id } },
      { onSuccess: ({ coupon }) => toast.success(coupon ? t("shown", { code: coupon.code }) : t("hidden")) },
    );
  const shown = show.coupon;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-muted">{t("panelText")}</p>
      <RetryNotice refusal={list.error} onRetry={list.refetch} />
      <RefusalNotice refusal={send.error} />
      {list.isPending && <Loading />}
      {shown && (
        <div className="flex items-center gap-3 rounded-md bg-success-soft py-2 pr-2 pl-3.5 text-success">
          <p className="min-w-0 grow truncate font-semibold">
            {shown.code}: {say.benefit(shown.benefit)}
          </p>
          <Button size="sm" busy={send.isPending} onClick={() => tell(null)}>
            {t("hide")}
          </Button>
        </div>
      )}
      {list.data && !discountId && (
        <>
          <p className="text-sm">{t("none")}</p>
          <ButtonLink to="/studio/discounts" className="self-start">
            {t("make")}
          </ButtonLink>
        </>
      )}
      {discountId && (
        <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
          <Field label={t("choose")}>
            <Select
              value={discountId}
              onChange={setChosen}
              options={usable.map(({ id, code, benefit }) => ({
                value: id,
                label: `${code}: ${say.benefit(benefit)}`,
              }))}
            />
          </Field>
          <Button variant="primary" busy={send.isPending} onClick={() => tell(discountId)}>
            {t("show")}
          </Button>
        </div>
      )}
    </div>
  );
};
