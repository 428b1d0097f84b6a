import { MAX_CART_QUANTITY, type Product } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { Button, Field, RefusalNotice, Select, useToast } from "../../ui/index.ts";
import { type Purchase, purchaseOfLine } from "../checkout/purchase.ts";
import { Quantity } from "./quantity.tsx";
import { useCart, useCartActs } from "./use-cart.ts";

interface AddToBagProps {
  product: Product;
  /** The show in which it is put into the bag. */
  showId?: string | null;
  onBuyNow: (purchase: Purchase) => void;
}

/** Which variant and how many, into the bag or straight to the checkout. Nothing where it is sold out. */
export const AddToBag = ({ product, showId = null, onBuyNow }: AddToBagProps) => {
  const t = useTexts("cart");
  const toast = useToast();
  const cart = useCart(product.shopId);
  const { add, busy, refusal } = useCartActs(product.shopId);
  const buyable = product.variants.filter(({ available }) => available > 0);
  const [chosen, setChosen] = useState("");
  const [wanted, setWanted] = useState(1);
  const variant = buyable.find(({ id }) => id === chosen) ?? buyable[0];
  if (product.archived || !variant) return null;
  const most = Math.min(variant.available, MAX_CART_QUANTITY);
  const quantity = Math.min(wanted, most);
  const put = () => add({ variantId: variant.id, quantity, showId });

  const toBag = async () => {
    if (await put()) toast.success(t("added", { title: product.title }));
  };
  const buyNow = async () => {
    // What is in the bag of it already is what they buy; it is not put in twice.
    const known = cart?.lines.find(({ variantId, quantity: has }) => variantId === variant.id && has > 0);
    const after = known ? cart : await put();
    const line = after?.lines.find(({ variantId }) => variantId === variant.id);
    if (after && line) onBuyNow(purchaseOfLine(after, line));
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-end gap-3">
        {buyable.length > 1 && (
          <div className="min-w-0 grow">
            <Field label={t("which")}>
              <Select
                value={variant.id}
                onChange={setChosen}
                options={buyable.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Field>
          </div>
        )}
        <Quantity of={product.title} value={quantity} most={most} onChange={setWanted} />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button className="grow" busy={busy !== null} onClick={() => void toBag()}>
          {t("add")}
        </Button>
        <Button variant="primary" className="grow" disabled={busy !== null} onClick={() => void buyNow()}>
          {t("buyNow")}
        </Button>
      </div>
      <RefusalNotice refusal={refusal} />
    </div>
  );
};
