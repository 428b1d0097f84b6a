import { catalogRoutes, type Product } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore, ArrowLeft, ExternalLink } from "lucide-react";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import {
  Button,
  ButtonLink,
  ConfirmDialog,
  Loading,
  NotFound,
  Notice,
  RetryNotice,
  useToast,
} from "../../ui/index.ts";
import { StudioHead } from "../studio/studio-head.tsx";
import { mayManage, useStudioShop } from "../studio/studio-shop.ts";
import { ProductEditor } from "./product-editor.tsx";

const ArchiveButton = ({ product }: { product: Product }) => {
  const t = useTexts("catalog");
  const client = useQueryClient();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const send = useSend(catalogRoutes.editProduct);
  const move = (archived: boolean) =>
    send.mutate(
      { params: { productId: product.id }, body: { archived } },
      {
        onSuccess: async () => {
          setAsking(false);
          toast.success(archived ? t("editor.didArchive") : t("editor.didRestore"));
          await client.invalidateQueries({ queryKey: keyOf(catalogRoutes.listProducts) });
        },
        onError: (refusal) => {
          if (!archived) toast.refusal(refusal);
        },
      },
    );
  if (product.archived)
    return (
      <Button
        icon={<ArchiveRestore size={18} aria-hidden />}
        busy={send.isPending}
        onClick={() => move(false)}
      >
        {t("editor.restore")}
      </Button>
    );
  return (
    <>
      <Button icon={<Archive size={18} aria-hidden />} onClick={() => setAsking(true)}>
        {t("editor.archive")}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => move(true)}
        title={t("editor.archiveTitle")}
        confirm={t("editor.archive")}
        busy={send.isPending}
        refusal={send.error}
      >
        {t("editor.archiveText")}
      </ConfirmDialog>
    </>
  );
};

/** The editor with its frame; `/studio/products/new` has no product yet. */
export const ProductEditorPage = () => {
  const t = useTexts("catalog");
  const studio = useTexts("studio");
  const shop = useStudioShop();
  const { productId } = useParams();
  const allowed = mayManage(shop.role);
  const products = useAnswer(
    catalogRoutes.listProducts,
    { params: { shopId: shop.shopId } },
    { enabled: allowed && productId !== undefined },
  );
  const product = products.data?.items.find(({ id }) => id === productId) ?? null;
  const title = productId ? t("editor.edit") : t("editor.create");
  usePageTitle(title);
  if (!allowed) return <Notice>{studio("notAllowed")}</Notice>;
  if (productId && products.data && !product) return <NotFound />;
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4">
      <Link
        to="/studio/products"
        className="flex h-11 w-fit items-center gap-2 font-semibold text-muted hover:text-ink"
      >
        <ArrowLeft size={18} aria-hidden />
        {t("editor.back")}
      </Link>
      <StudioHead
        title={product?.title ?? title}
        action={
          product && (
            <div className="flex flex-wrap gap-2">
              <ButtonLink to={`/products/${product.id}`} icon={<ExternalLink size={18} aria-hidden />}>
                {t("editor.view")}
              </ButtonLink>
              <ArchiveButton product={product} />
            </div>
          )
        }
      />
      {product?.archived && <Notice tone="warn">{t("editor.archivedNotice")}</Notice>}
      <RetryNotice refusal={products.error} onRetry={products.refetch} />
      {productId && products.isPending && <Loading />}
      {(product || !productId) && (
        <ProductEditor key={productId ?? "new"} shopId={shop.shopId} product={product} />
      )}
    </div>
  );
};
