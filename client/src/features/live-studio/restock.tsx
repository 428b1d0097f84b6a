import { type Drop, dropRoutes, newKey, RestockDrop } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { useForm } from "../../lib/use-form.ts";
import { ConfirmDialog, Field, NumberInput, Select } from "../../ui/index.ts";

/** Adds units of a variant to a drop. One opening of it is one attempt: a press that is repeated adds nothing twice. */
export const RestockDialog = ({ drop, onClose }: { drop: Drop; onClose: () => void }) => {
  const t = useTexts("liveStudio");
  const restock = useSend(dropRoutes.restockDrop);
  const form = useForm(RestockDrop, ["quantity", "variantId"]);
  const [variantId, setVariantId] = useState(drop.pools[0]?.variant.id ?? "");
  const [quantity, setQuantity] = useState<number | null>(1);
  const [keys] = useState(() => new Map<string, string>());
  const pool = drop.pools.find(({ variant }) => variant.id === variantId);
  const send = () => {
    const body = form.check({ variantId, quantity });
    if (!body) return;
    const of = JSON.stringify(body);
    const idempotencyKey = keys.get(of) ?? newKey();
    keys.set(of, idempotencyKey);
    restock.mutate(
      { params: { dropId: drop.id }, body, idempotencyKey },
      { onSuccess: onClose, onError: form.refuse },
    );
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={send}
      title={t("drop.restockTitle")}
      confirm={t("drop.restock")}
      busy={restock.isPending}
      refusal={form.rest}
    >
      <div className="flex flex-col gap-4">
        {drop.pools.length > 1 && (
          <Field label={t("drop.variant")} error={form.at("variantId")}>
            <Select
              value={variantId}
              onChange={setVariantId}
              options={drop.pools.map(({ variant }) => ({ value: variant.id, label: variant.name }))}
            />
          </Field>
        )}
        <Field label={t("drop.more")} error={form.at("quantity")}>
          <NumberInput value={quantity} onChange={setQuantity} />
        </Field>
        <p className="text-sm text-muted tabular-nums">
          {t("drop.restockText", {
            now: pool?.stock.allocated ?? 0,
            grown: (pool?.stock.allocated ?? 0) + (quantity ?? 0),
            waiting: pool?.waiting ?? 0,
          })}
        </p>
      </div>
    </ConfirmDialog>
  );
};
