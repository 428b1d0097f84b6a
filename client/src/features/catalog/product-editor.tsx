import { CreateProduct, catalogRoutes, currencies, EditProduct, type Product } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, type SubmitEvent, useState } from "react";
import { useNavigate } from "react-router";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { keyOf, useSend } from "../../lib/api.ts";
import { useForm } from "../../lib/use-form.ts";
import {
  Button,
  ButtonLink,
  Card,
  Field,
  RefusalNotice,
  Select,
  TextArea,
  TextInput,
  useToast,
} from "../../ui/index.ts";
import { CategorySelect } from "./category-select.tsx";
import { PicturesInput } from "./pictures-input.tsx";
import { draftOf, newDraft, type ProductDraft, toCreate, toEdit } from "./product-draft.ts";
import { StockDialog } from "./stock-dialog.tsx";
import { VariantsInput } from "./variants-input.tsx";

const fields = ["title", "description", "currency", "imageIds", "variants"] as const;

const Part = ({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) => (
  <Card className="flex flex-col gap-4 p-4 sm:p-6">
    <div>
      <h2 className="text-lg font-semibold">{title}</h2>
      {hint && <p className="text-sm text-muted">{hint}</p>}
    </div>
    {children}
  </Card>
);

/** Creates a product, or changes the one that is given. */
export const ProductEditor = ({ shopId, product }: { shopId: string; product: Product | null }) => {
  const t = useTexts("catalog");
  const common = useTexts();
  const { language } = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const [draft, setDraft] = useState<ProductDraft>(() =>
    product ? draftOf(product) : newDraft(language === "ko" ? "KRW" : "USD", t("editor.defaultVariant")),
  );
  const [uploading, setUploading] = useState(false);
  const [ledgerOf, setLedgerOf] = useState<string | null>(null);
  const create = useForm(CreateProduct, fields, { CURRENCY_MISMATCH: "variants" });
  const edit = useForm(EditProduct, fields, { CURRENCY_MISMATCH: "variants", VARIANT_IN_USE: "variants" });
  const form = product ? edit : create;
  const sendCreate = useSend(catalogRoutes.createProduct);
  const sendEdit = useSend(catalogRoutes.editProduct);
  const change = (step: Partial<ProductDraft>) => setDraft((before) => ({ ...before, ...step }));

  const saved = async (after: Product) => {
    await client.invalidateQueries({ queryKey: keyOf(catalogRoutes.listProducts) });
    await client.invalidateQueries({ queryKey: keyOf(catalogRoutes.readProduct) });
    toast.success(product ? common("saved") : t("editor.created"));
    if (product) setDraft(draftOf(after));
    else await navigate("/studio/products");
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (uploading) return toast.warn(t("editor.waitForPictures"));
    if (product) {
      const body = edit.check(toEdit(draft));
      if (body)
        sendEdit.mutate(
          { params: { productId: product.id }, body },
          { onError: edit.refuse, onSuccess: saved },
        );
    } else {
      const body = create.check(toCreate(draft));
      if (body) sendCreate.mutate({ params: { shopId }, body }, { onError: create.refuse, onSuccess: saved });
    }
  };

  // The rows show what is wrong in them; what concerns the whole list stands above it.
  const variantsFault = form.at("variants");
  const ofTheList = variantsFault?.path === "variants" ? variantsFault : null;
  const ledger = product?.variants.find(({ id }) => id === ledgerOf);
  return (
    <>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Part title={t("editor.basics")}>
          <Field label={t("editor.name")} error={form.at("title")}>
            <TextInput
              autoComplete="off"
              value={draft.title}
              onChange={({ target }) => change({ title: target.value })}
            />
          </Field>
          <Field
            label={t("editor.description")}
            hint={t("editor.descriptionHint")}
            optional
            error={form.at("description")}
          >
            <TextArea
              rows={5}
              value={draft.description}
              onChange={({ target }) => change({ description: target.value })}
            />
          </Field>
          <CategorySelect value={draft.category} onChange={(category) => change({ category })} />
          {!product && (
            <Field
              label={t("editor.currency")}
              hint={t("editor.currencyHint")}
              error={form.at("currency")}
              className="sm:max-w-60"
            >
              <Select
                value={draft.currency}
                onChange={(currency) =>
                  change({
                    currency,
                    variants: draft.variants.map((variant) => ({ ...variant, amount: null })),
                  })
                }
                options={currencies.map((value) => ({
                  value,
                  label: `${value} · ${new Intl.DisplayNames([language], { type: "currency" }).of(value) ?? value}`,
                }))}
              />
            </Field>
          )}
        </Part>
        <Part title={t("editor.pictures")} hint={t("editor.picturesHint")}>
          <PicturesInput
            shopId={shopId}
            images={draft.images}
            onChange={(step) => setDraft((before) => ({ ...before, images: step(before.images) }))}
            onBusy={setUploading}
          />
          <RefusalNotice refusal={form.at("imageIds")} />
        </Part>
        <Part title={t("editor.variants")} hint={t("editor.variantsHint")}>
          <RefusalNotice refusal={ofTheList} />
          <VariantsInput
            // Amounts mean something else in another currency, and so their inputs begin anew.
            key={draft.currency}
            variants={draft.variants}
            onChange={(variants) => change({ variants })}
            currency={draft.currency}
            saved={product?.variants ?? []}
            at={form.at}
            onLedger={setLedgerOf}
          />
        </Part>
        <RefusalNotice refusal={form.rest} />
        <div className="flex flex-wrap justify-end gap-2">
          <ButtonLink to="/studio/products" variant="ghost">
            {common("cancel")}
          </ButtonLink>
          <Button type="submit" variant="primary" busy={sendCreate.isPending || sendEdit.isPending}>
            {product ? common("save") : t("editor.submit")}
          </Button>
        </div>
      </form>
      {/* Beside the form, not in it: its own form's submission would reach this one. */}
      {ledger && <StockDialog variant={ledger} onClose={() => setLedgerOf(null)} />}
    </>
  );
};
