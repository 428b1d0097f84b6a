import type { Hold } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { Purchase } from "../checkout/purchase.ts";
import { refreshCarts, useCart } from "./use-cart.ts";

const BagPanel = lazy(() => import("./bag-panel.tsx").then((m) => ({ default: m.BagPanel })));
const CheckoutSheet = lazy(() =>
  import("../checkout/checkout-sheet.tsx").then((m) => ({ default: m.CheckoutSheet })),
);

export interface Bag {
  open: () => void;
  checkOut: (purchase: Purchase) => void;
  close: () => void;
  /** What is open of it, if anything. */
  panel: ReactNode;
}

/** The bag of a shop and its checkout, on a page that shows the shop, a product or a show. */
export const useBag = (shopId: string | undefined, back: "show" | "shop"): Bag => {
  const [shown, setShown] = useState<"bag" | Purchase | null>(null);
  const close = () => setShown(null);
  const inside =
    shown === "bag" && shopId ? (
      <BagPanel shopId={shopId} onClose={close} onCheckOut={setShown} />
    ) : (
      shown && shown !== "bag" && <BagCheckout purchase={shown} onClose={close} back={back} />
    );
  const panel = inside && <Suspense>{inside}</Suspense>;
  return { open: () => setShown("bag"), checkOut: setShown, close, panel };
};

interface BagCheckoutProps {
  purchase: Purchase;
  onClose: () => void;
  back: "show" | "shop";
}

const BagCheckout = ({ purchase, onClose, back }: BagCheckoutProps) => {
  const client = useQueryClient();
  const cart = useCart(purchase.shopId);
  // As they were last known: a hold that ended is in no cart any more, and its checkout finds out how.
  const newest = (hold: Hold) => cart?.holds.find((held) => held.hold.id === hold.id)?.hold ?? hold;
  return (
    <CheckoutSheet
      purchase={{ ...purchase, holds: purchase.holds.map(newest) }}
      told={null}
      adopt={() => void refreshCarts(client)}
      onClose={onClose}
      back={back}
    />
  );
};
