import type { Currency, Refusal, Variant } from "@showdrop/shared";
import { Boxes, Plus, Trash2 } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { Button, Field, IconButton, MoneyInput, NumberInput, TextInput } from "../../ui/index.ts";
import { newVariant, type VariantDraft } from "./product-draft.ts";

interface VariantsInputProps {
  variants: readonly VariantDraft[];
  onChange: (variants: readonly VariantDraft[]) => void;
  currency: Currency;
  /** The saved variants with their stock; none for a new product. */
  saved: readonly Variant[];
  /** What is wrong at a path such as `variants.0.name`. */
  at: (path: string) => Refusal | undefined;
  /** Somebody wants to see and move a saved variant's stock. */
  onLedger: (variantId: string) => void;
}

/** Rows on a desktop, one card each on a phone: name, price and stock. */
export const VariantsInput = ({ variants, onChange, currency, saved, at, onLedger }: VariantsInputProps) => {
  const t = useTexts("catalog");
  const isNew = saved.length === 0;
  const change = (key: string, step: Partial<VariantDraft>) =>
    onChange(variants.map((variant) => (variant.key === key ? { ...variant, ...step } : variant)));
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col gap-3 md:gap-2">
        {variants.map((variant, index) => {
          const inStock = saved.find(({ id }) => id === variant.id);
          // On a desktop the first row's labels head the columns.
          const hidden = index > 0 ? "md:[&>label]:sr-only" : "";
          return (
            <li
              key={variant.key}
              className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_2.75rem] gap-3 max-md:rounded-md max-md:border max-md:border-line max-md:p-3 md:grid-cols-[minmax(0,1fr)_9rem_8.5rem_2.75rem] md:items-start"
            >
              <Field
                label={t("editor.variant")}
                error={at(`variants.${index}.name`)}
                className={`${variants.length > 1 ? "max-md:col-span-2" : "max-md:col-span-3"} ${hidden}`}
              >
                <TextInput
                  autoComplete="off"
                  value={variant.name}
                  onChange={({ target }) => change(variant.key, { name: target.value })}
                />
              </Field>
              <Field label={t("editor.price")} error={at(`variants.${index}.price`)} className={hidden}>
                <MoneyInput
                  currency={currency}
                  amount={variant.amount}
                  onChange={(amount) => change(variant.key, { amount })}
                />
              </Field>
              {isNew ? (
                <Field
                  label={t("editor.stock")}
                  error={at(`variants.${index}.stock`)}
                  className={`max-md:col-span-2 ${hidden}`}
                >
                  <NumberInput
                    placeholder="0"
                    value={variant.stock}
                    onChange={(stock) => change(variant.key, { stock })}
                  />
                </Field>
              ) : (
                <div className="flex flex-col gap-1.5 max-md:col-span-2">
                  <span className={`text-sm font-semibold ${index > 0 ? "md:sr-only" : ""}`}>
                    {t("editor.available")}
                  </span>
                  {inStock ? (
                    <Button
                      icon={<Boxes size={18} aria-hidden />}
                      aria-label={`${t("stock.title", { variant: variant.name })}: ${inStock.available}`}
                      onClick={() => onLedger(inStock.id)}
                      className="justify-start tabular-nums"
                    >
                      {inStock.available}
                    </Button>
                  ) : (
                    <span className="py-2.5 text-sm text-muted">{t("editor.saveFirst")}</span>
                  )}
                </div>
              )}
              {variants.length > 1 && (
                <IconButton
                  label={t("editor.removeVariant", { name: variant.name })}
                  icon={<Trash2 size={18} aria-hidden />}
                  onClick={() => onChange(variants.filter(({ key }) => key !== variant.key))}
                  className={`max-md:col-start-3 max-md:row-start-1 max-md:mt-6.5 ${index === 0 ? "md:mt-6.5" : ""}`}
                />
              )}
            </li>
          );
        })}
      </ul>
      <Button
        className="self-start"
        icon={<Plus size={18} aria-hidden />}
        onClick={() => onChange([...variants, newVariant()])}
      >
        {t("editor.addVariant")}
      </Button>
    </div>
  );
};
