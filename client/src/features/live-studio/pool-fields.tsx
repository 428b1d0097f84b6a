import type { Product, Variant } from "@showdrop/shared";
import { X } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import type { Form } from "../../lib/use-form.ts";
import { Field, IconButton, MoneyInput, NumberInput, Select } from "../../ui/index.ts";

export interface Choice {
  product: Product;
  variant: Variant;
}

/** What is entered for one variant of a drop. */
export interface EnteredPool {
  variantId: string;
  quantity: number | null;
  amount: number | null;
}

/** A variant as it is first put into a drop. */
export const firstEntry = ({ variant }: Choice): EnteredPool => ({
  variantId: variant.id,
  quantity: Math.min(10, variant.available),
  amount: variant.price.amount,
});

interface PoolFieldsProps {
  index: number;
  entered: EnteredPool;
  /** What it may be. */
  choices: readonly Choice[];
  at: Form<unknown>["at"];
  /** More units are entered than there are. */
  tooMany: boolean;
  onChange: (entered: EnteredPool) => void;
  /** Takes it out of the drop; the first one stays. */
  onRemove?: (() => void) | undefined;
}

/** One variant of a drop: which, how many, for how much. */
export const PoolFields = ({ index, entered, choices, at, tooMany, onChange, onRemove }: PoolFieldsProps) => {
  const t = useTexts("liveStudio");
  const chosen = choices.find(({ variant }) => variant.id === entered.variantId);
  if (!chosen) return null;
  const { product, variant } = chosen;
  const choose = (id: string) => {
    const next = choices.find((choice) => choice.variant.id === id);
    if (!next) return;
    const { available, price } = next.variant;
    const quantity = entered.quantity === null ? null : Math.min(entered.quantity, available);
    onChange({ variantId: id, quantity, amount: price.amount });
  };
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="sr-only">{variant.name}</legend>
      <div className="flex items-end gap-2">
        <div className="min-w-0 grow">
          <Field label={t("drop.variant")} error={at(`pools.${index}.variantId`)}>
            <Select
              value={entered.variantId}
              onChange={choose}
              options={choices.map((choice) => ({
                value: choice.variant.id,
                label: t("drop.choice", {
                  title: choice.product.title,
                  variant: choice.variant.name,
                  count: choice.variant.available,
                }),
              }))}
            />
          </Field>
        </div>
        {onRemove && (
          <IconButton
            label={t("drop.removeVariant", { name: variant.name })}
            icon={<X size={18} aria-hidden />}
            onClick={onRemove}
          />
        )}
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={t("drop.quantity")}
          hint={t("drop.available", { count: variant.available })}
          error={tooMany ? t("drop.tooMany", { count: variant.available }) : at(`pools.${index}.quantity`)}
        >
          <NumberInput value={entered.quantity} onChange={(quantity) => onChange({ ...entered, quantity })} />
        </Field>
        <Field label={t("drop.price")} error={at(`pools.${index}.price`)}>
          <MoneyInput
            key={entered.variantId}
            currency={product.currency}
            amount={entered.amount}
            onChange={(amount) => onChange({ ...entered, amount })}
          />
        </Field>
      </div>
    </fieldset>
  );
};
