import type { Order } from "@showdrop/shared";
import { Star } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { ButtonLink, Card } from "../../ui/index.ts";

/** Once an order is with its buyer: asks what they think of what is in it. */
export const ReviewInvitation = ({ order }: { order: Order }) => {
  const t = useTexts("reviews");
  const there = order.fulfilment === "fulfilled" || order.fulfilment === "picked_up";
  const kept = order.status === "paid" || order.status === "partly_refunded";
  if (!there || !kept || order.buyer.guest) return null;
  const products = new Map(order.lines.map(({ productId, title }) => [productId, title]));
  return (
    <Card className="flex flex-col gap-3 p-5">
      <h2 className="flex items-center gap-2 font-semibold">
        <Star size={18} aria-hidden className="text-warn" fill="currentColor" strokeWidth={0} />
        {t("invitation.title")}
      </h2>
      <p className="text-muted">{t("invitation.text")}</p>
      <div className="flex flex-wrap gap-2">
        {[...products].map(([productId, title]) => (
          <ButtonLink
            key={productId}
            to={`/products/${productId}?review=write`}
            className="whitespace-normal!"
          >
            {t("invitation.open", { title })}
          </ButtonLink>
        ))}
      </div>
    </Card>
  );
};
