import { formatMoney, type Order, orderRoutes } from "@showdrop/shared";
import { ShoppingBag } from "lucide-react";
import { useEffect, useRef } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { EmptyState, Price, useToast } from "../../ui/index.ts";

/** The show's paid orders, newest first: those before the page was opened and those that arrive; each arrival is announced. */
export const useSales = (shopId: string, showId: string, arrived: readonly Order[]): Order[] => {
  const t = useTexts("liveStudio");
  const { locale } = useLanguage();
  const toast = useToast();
  const earlier = useAnswer(orderRoutes.listShopOrders, { params: { shopId }, query: { limit: 100 } });
  const announced = useRef(0);
  useEffect(() => {
    const fresh = arrived.slice(0, arrived.length - announced.current);
    announced.current = arrived.length;
    for (const { buyer, lines, totals } of fresh.toReversed())
      toast.success(
        t("sale", {
          name: buyer.displayName,
          item: lines[0]?.title ?? "",
          amount: formatMoney(totals.total, locale),
        }),
      );
  }, [arrived, toast, t, locale]);

  const here = (earlier.data?.items ?? []).filter((order) => order.showId === showId);
  const known = new Set(arrived.map(({ id }) => id));
  return [...arrived, ...here.filter(({ id }) => !known.has(id))];
};

export const Sales = ({ sales }: { sales: readonly Order[] }) => {
  const t = useTexts("liveStudio");
  const { locale } = useLanguage();
  if (sales.length === 0)
    return (
      <EmptyState icon={<ShoppingBag aria-hidden />} title={t("sales.empty")}>
        {t("sales.emptyText")}
      </EmptyState>
    );
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  return (
    <ul aria-live="polite" className="flex flex-col divide-y divide-line">
      {sales.map(({ id, buyer, lines, totals, number, paidAt }) => (
        <li key={id} className="flex items-center gap-3 py-3">
          <span className="min-w-0 grow">
            <span className="block truncate font-semibold">{buyer.displayName}</span>
            <span className="block truncate text-sm text-muted">
              {lines.map((item) => `${item.title} × ${item.quantity}`).join(", ")}
            </span>
          </span>
          <span className="shrink-0 text-right">
            <Price money={totals.total} className="block font-semibold" />
            <span className="block text-sm text-muted tabular-nums">
              {number}
              {paidAt && ` · ${time.format(new Date(paidAt))}`}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
};
