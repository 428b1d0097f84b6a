import type { Product } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { Button, ButtonLink, RefusalNotice, useToast } from "../../ui/index.ts";
import { useCartActs } from "./use-cart.ts";

/** One unit of a product into the bag, from where many products are shown; a choice is made on the product's page. */
export const QuickAdd = ({ product }: { product: Product }) => {
  const t = useTexts("cart");
  const toast = useToast();
  const { add, busy, refusal } = useCartActs(product.shopId);
  const [variant, ...others] = product.variants;
  if (!product.variants.some(({ available }) => available > 0)) return null;
  if (!variant || others.length > 0)
    return (
      <ButtonLink to={`/products/${product.id}`} size="sm" className="mt-2">
        {t("choose")}
      </ButtonLink>
    );
  const put = async () => {
    if (await add({ variantId: variant.id, quantity: 1, showId: null }))
      toast.success(t("added", { title: product.title }));
  };
  return (
    <>
      <Button
        size="sm"
        className="mt-2"
        aria-label={`${t("add")}: ${product.title}`}
        busy={busy !== null}
        onClick={() => void put()}
      >
        {t("add")}
      </Button>
      <RefusalNotice refusal={refusal} />
    </>
  );
};
