import type { Order } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { Button, Picture, Price } from "../../ui/index.ts";
import { TotalsLines } from "../pricing/totals-lines.tsx";
import type { Purchase } from "./purchase.ts";

/** What is being bought. */
export const PurchaseLines = ({ purchase }: { purchase: Purchase }) => {
  const t = useTexts("checkout");
  return (
    <ul aria-label={t("items")} className="flex flex-col gap-3">
      {purchase.items.map(({ key, title, variantName, imageUrl, quantity, unitPrice }) => (
        <li key={key} className="flex items-center gap-3">
          {imageUrl && (
            <Picture url={imageUrl} alt="" sizes="56px" className="size-14 rounded-sm object-cover" />
          )}
          <div className="min-w-0 grow">
            <p className="line-clamp-2 leading-snug font-semibold">{title}</p>
            <p className="truncate text-sm text-muted">
              {variantName}
              {quantity > 1 && ` × ${quantity}`}
            </p>
          </div>
          <Price money={unitPrice} className="shrink-0 font-semibold" />
        </li>
      ))}
    </ul>
  );
};

/** Where it goes and what it costs, to be changed until it is paid. */
export const PurchaseTotals = ({ order, onChange }: { order: Order; onChange: () => void }) => {
  const t = useTexts("checkout");
  const { address, delivery } = order;
  return (
    <div className="flex flex-col gap-3 rounded-md bg-raised p-4 text-sm">
      <div className="flex justify-between gap-4">
        <p className="min-w-0">
          {address ? (
            <>
              <span className="font-semibold">{address.name}</span>
              <br />
              <span className="text-muted">
                {[address.line1, address.line2, address.city, address.postalCode].filter(Boolean).join(", ")}
              </span>
            </>
          ) : (
            delivery.label
          )}
        </p>
        <Button variant="ghost" size="sm" onClick={onChange}>
          {t("change")}
        </Button>
      </div>
      <div className="border-t border-line pt-3">
        <TotalsLines totals={order.totals} delivery={delivery} bundle={order.bundle} />
      </div>
    </div>
  );
};
