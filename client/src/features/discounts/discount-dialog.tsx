import {
  CreateDiscount,
  currencies,
  type Discount,
  EditDiscount,
  pricingRoutes,
  shopRoutes,
} from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { useFocusFault } from "../../lib/use-focus-fault.ts";
import { useForm } from "../../lib/use-form.ts";
import {
  Button,
  Checkbox,
  Dialog,
  Field,
  MoneyInput,
  NumberInput,
  RefusalNotice,
  Select,
  TextInput,
  useToast,
} from "../../ui/index.ts";
import { useStudioShop } from "../studio/studio-shop.ts";
import { draftOf, newDiscountOf, termsOf } from "./discount-draft.ts";
import { useBenefitText } from "./use-benefit-text.ts";

const kinds = ["percentage", "amount", "free_shipping"] as const;
const fields = [
  ...["code", "benefit", "minimum", "showId", "startsAt", "endsAt"],
  ...["quota", "perPerson", "active"],
];

/** Makes a code, or changes the terms of one. */
export const DiscountDialog = ({ discount, onClose }: { discount: Discount | null; onClose: () => void }) => {
  const t = useTexts("discounts");
  const { language } = useLanguage();
  const { shopId, handle } = useStudioShop();
  const client = useQueryClient();
  const toast = useToast();
  const say = useBenefitText();
  const { form: root, faulty } = useFocusFault();
  const [draft, setDraft] = useState(() => draftOf(discount, language === "ko" ? "KRW" : "USD"));
  const change = (step: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...step }));
  const making = useForm(CreateDiscount, fields);
  const editing = useForm(EditDiscount, fields);
  const form = discount ? editing : making;
  const create = useSend(pricingRoutes.createDiscount);
  const edit = useSend(pricingRoutes.editDiscount);
  const page = useAnswer(shopRoutes.readShopPage, { params: { handle } }, { enabled: discount === null });

  const done = async (text: string) => {
    toast.success(text);
    await client.invalidateQueries({ queryKey: keyOf(pricingRoutes.listDiscounts) });
    onClose();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (discount) {
      const body = editing.check(termsOf(draft));
      if (body)
        edit.mutate(
          { params: { shopId, discountId: discount.id }, body },
          { onError: editing.refuse, onSuccess: () => done(t("saved")) },
        );
    } else {
      const body = making.check(newDiscountOf(draft));
      if (body)
        create.mutate(
          { params: { shopId }, body },
          { onError: making.refuse, onSuccess: ({ code }) => done(t("made", { code })) },
        );
    }
    faulty();
  };

  const moment = (field: "startsAt" | "endsAt") => (
    <Field label={t(field)} error={form.at(field)} optional>
      <TextInput
        type="datetime-local"
        value={draft[field]}
        onChange={({ target }) => change({ [field]: target.value })}
      />
    </Field>
  );
  const times = (field: "quota" | "perPerson") => (
    <Field label={t(field)} error={form.at(field)} optional>
      <NumberInput value={draft[field]} onChange={(value) => change({ [field]: value })} />
    </Field>
  );
  const upcoming = (page.data?.shows ?? []).filter(
    ({ status }) => status !== "ended" && status !== "cancelled",
  );
  return (
    <Dialog open onClose={onClose} title={discount ? t("editTitle", { code: discount.code }) : t("newTitle")}>
      <form ref={root} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <RefusalNotice refusal={form.rest} />
        {discount ? (
          <p className="font-semibold">{say.benefit(discount.benefit)}</p>
        ) : (
          <>
            <Field label={t("code")} hint={t("codeHint")} error={form.at("code")}>
              <TextInput
                value={draft.code}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                maxLength={24}
                onChange={({ target }) => change({ code: target.value.toUpperCase() })}
              />
            </Field>
            <Field label={t("kind")}>
              <Select
                value={draft.kind}
                onChange={(kind) => change({ kind })}
                options={kinds.map((value) => ({ value, label: t(value) }))}
              />
            </Field>
            {draft.kind === "percentage" && (
              <Field label={t("percent")} error={form.at("benefit")}>
                <NumberInput value={draft.percent} onChange={(percent) => change({ percent })} />
              </Field>
            )}
          </>
        )}
        <div className="grid grid-cols-2 items-start gap-3">
          {!discount && (
            <Field label={t("currency")}>
              <Select
                value={draft.currency}
                onChange={(currency) => change({ currency })}
                options={currencies.map((value) => ({ value, label: value }))}
              />
            </Field>
          )}
          {!discount && draft.kind === "amount" && (
            <Field label={t("off")} error={form.at("benefit")}>
              <MoneyInput
                key={draft.currency}
                currency={draft.currency}
                amount={draft.off}
                onChange={(off) => change({ off })}
              />
            </Field>
          )}
          <Field label={t("minimum")} error={form.at("minimum")} optional>
            <MoneyInput
              key={draft.currency}
              currency={draft.currency}
              amount={draft.minimum}
              onChange={(minimum) => change({ minimum })}
            />
          </Field>
        </div>
        {!discount && (
          <Field label={t("where")} error={form.at("showId")}>
            <Select
              value={draft.showId}
              onChange={(showId) => change({ showId })}
              options={[
                { value: "", label: t("everywhere") },
                ...upcoming.map(({ id, title }) => ({ value: id, label: t("inShow", { title }) })),
              ]}
            />
          </Field>
        )}
        <div className="grid grid-cols-2 items-start gap-3">
          {times("quota")}
          {times("perPerson")}
        </div>
        <div className="grid gap-3 sm:grid-cols-2 sm:items-start">
          {moment("startsAt")}
          {moment("endsAt")}
        </div>
        {discount && (
          <Checkbox
            label={t("active")}
            hint={t("activeHint")}
            checked={draft.active}
            onChange={(active) => change({ active })}
          />
        )}
        <Button type="submit" variant="primary" busy={create.isPending || edit.isPending}>
          {discount ? t("save") : t("submit")}
        </Button>
      </form>
    </Dialog>
  );
};
