import type { Benefit, Currency, Discount } from "@showdrop/shared";
import { fromLocalInput, toLocalInput } from "../../lib/time.ts";

/** A discount while it is written. */
export interface DiscountDraft {
  code: string;
  kind: Benefit["kind"];
  percent: number | null;
  currency: Currency;
  /** Minor units of the currency. */
  off: number | null;
  minimum: number | null;
  /** Empty: the whole shop. */
  showId: string;
  /** As `<input type="datetime-local">` has them. */
  startsAt: string;
  endsAt: string;
  quota: number | null;
  perPerson: number | null;
  active: boolean;
}

const localOf = (moment: string | null): string => (moment === null ? "" : toLocalInput(new Date(moment)));

/** What the form begins with: a discount as it is, or a new one in a currency. */
export const draftOf = (discount: Discount | null, currency: Currency): DiscountDraft => {
  const benefit: Benefit = discount?.benefit ?? { kind: "percentage", percent: 10 };
  return {
    code: discount?.code ?? "",
    kind: benefit.kind,
    percent: benefit.kind === "percentage" ? benefit.percent : 10,
    off: benefit.kind === "amount" ? benefit.amount.amount : null,
    currency: discount?.minimum?.currency ?? (benefit.kind === "amount" ? benefit.amount.currency : currency),
    minimum: discount?.minimum?.amount ?? null,
    showId: discount?.showId ?? "",
    startsAt: localOf(discount?.startsAt ?? null),
    endsAt: localOf(discount?.endsAt ?? null),
    quota: discount?.quota ?? null,
    perPerson: discount ? discount.perPerson : 1,
    active: discount?.active ?? true,
  };
};

/** What a draft gives, as it is sent; amounts that are not there yet are null, which the schema finds. */
const benefitOf = ({ kind, percent, off, currency }: DiscountDraft) => {
  switch (kind) {
    case "percentage":
      return { kind, percent };
    case "amount":
      return { kind, amount: { amount: off, currency } };
    case "free_shipping":
      return { kind };
  }
};

/** The terms of a draft, as they are sent. */
export const termsOf = (draft: DiscountDraft) => ({
  minimum: draft.minimum === null ? null : { amount: draft.minimum, currency: draft.currency },
  startsAt: fromLocalInput(draft.startsAt) || null,
  endsAt: fromLocalInput(draft.endsAt) || null,
  quota: draft.quota,
  perPerson: draft.perPerson,
  active: draft.active,
});

/** A whole new discount, as it is sent. */
export const newDiscountOf = (draft: DiscountDraft) => ({
  ...termsOf(draft),
  code: draft.code,
  benefit: benefitOf(draft),
  showId: draft.showId || null,
});
