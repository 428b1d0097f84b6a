import { fulfilmentRoutes, type Order, type PickLine } from "@showdrop/shared";
import { Printer } from "lucide-react";
import { useSearchParams } from "react-router";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Button, ButtonLink, Loading, Notice, RetryNotice } from "../../ui/index.ts";
import { useStudioShop } from "../studio/studio-shop.ts";
import { addressLines } from "./address-lines.ts";

const PickList = ({ picks }: { picks: readonly PickLine[] }) => {
  const t = useTexts("fulfil");
  return (
    <section>
      <h2 className="mb-3 text-xl font-bold">{t("print.picks")}</h2>
      <ul className="divide-y divide-line border-y border-line">
        {picks.map(({ variantId, title, variantName, quantity, orderNumbers }) => (
          <li key={variantId} className="flex items-start gap-4 py-2.5 break-inside-avoid">
            <span aria-hidden className="mt-1 size-4 shrink-0 border border-line-strong" />
            <span className="w-12 shrink-0 text-right text-lg font-bold tabular-nums">{quantity} ×</span>
            <span className="min-w-0 grow">
              <span className="font-semibold">{title}</span>, {variantName}
              <span className="block text-sm text-muted tabular-nums">
                {t("print.for", { numbers: orderNumbers.join(", ") })}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-right font-semibold">
        {t("print.total", { count: picks.reduce((sum, { quantity }) => sum + quantity, 0) })}
      </p>
    </section>
  );
};

/** What lies in one parcel, without a price: it may be a present. */
const PackingSlip = ({ orders }: { orders: readonly Order[] }) => {
  const t = useTexts("fulfil");
  const words = useTexts("orders");
  const { language } = useLanguage();
  const [first] = orders;
  if (!first) return null;
  const { address, delivery, shop, buyer } = first;
  return (
    <article className="flex break-after-page flex-col gap-5 border-b border-line py-6 last:break-after-auto last:border-0 print:border-0 print:py-0">
      <header className="flex items-start justify-between gap-4">
        <div>
          <h2 className="text-xl font-bold">{shop.name}</h2>
          <p className="text-muted">{t("print.slip")}</p>
        </div>
        <div className="shrink-0 text-right font-semibold tabular-nums">
          {orders.map(({ id, number }) => (
            <p key={id}>{words("order", { number })}</p>
          ))}
        </div>
      </header>
      <address className="leading-relaxed not-italic">
        <span className="block text-sm text-muted">
          {delivery.kind === "pickup" ? t("print.pickup") : t("print.shipTo")}
        </span>
        <span className="block font-semibold">{address?.name ?? buyer.displayName}</span>
        {(address ? addressLines(address, language) : [delivery.label]).map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
        {address && <span className="block tabular-nums">{address.phone}</span>}
      </address>
      <ul className="divide-y divide-line border-y border-line">
        {orders
          .flatMap(({ lines }) => lines)
          .map(({ id, title, variantName, quantity }) => (
            <li key={id} className="flex gap-4 py-2 break-inside-avoid">
              <span className="w-12 shrink-0 text-right font-bold tabular-nums">{quantity} ×</span>
              <span>
                {title}, {variantName}
              </span>
            </li>
          ))}
      </ul>
      <p>{t("print.thanks")}</p>
    </article>
  );
};

/** Orders that travel in one parcel stand on one slip. */
const parcelsOf = (orders: readonly Order[]): Order[][] =>
  Object.values(Object.groupBy(orders, ({ id, bundle }) => bundle?.id ?? id)).flatMap((group) =>
    group ? [group] : [],
  );

/** A pick list or packing slips, ready for the printer. */
export const PrintPage = () => {
  const t = useTexts("fulfil");
  const shop = useStudioShop();
  const [params] = useSearchParams();
  const orders = params.get("orders") ?? "";
  const what = params.get("what") === "picks" ? "picks" : "slips";
  usePageTitle(t(`print.${what}`));
  const packing = useAnswer(
    fulfilmentRoutes.readPacking,
    { params: { shopId: shop.shopId }, query: { orders } },
    { enabled: orders !== "" },
  );
  const empty = packing.data && (what === "picks" ? packing.data.picks : packing.data.orders).length === 0;
  return (
    <div className="flex flex-col gap-5">
      <h1 className="sr-only">{t(`print.${what}`)}</h1>
      <div className="flex flex-wrap gap-2 print:hidden">
        <ButtonLink to="/studio/orders">{t("print.back")}</ButtonLink>
        <Button
          variant="primary"
          icon={<Printer size={18} aria-hidden />}
          disabled={!packing.data || empty === true}
          onClick={() => window.print()}
        >
          {t("print.now")}
        </Button>
      </div>
      <RetryNotice refusal={packing.error} onRetry={packing.refetch} />
      {packing.isPending && orders !== "" && <Loading />}
      {(empty || orders === "") && <Notice>{t("print.empty")}</Notice>}
      {packing.data && !empty && what === "picks" && <PickList picks={packing.data.picks} />}
      {packing.data && what === "slips" && (
        <div>
          {parcelsOf(packing.data.orders).map((group) => (
            <PackingSlip key={group[0]?.id} orders={group} />
          ))}
        </div>
      )}
    </div>
  );
};
