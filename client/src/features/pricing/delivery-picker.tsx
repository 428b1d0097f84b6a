import type { ChooseDelivery, Delivery, DeliveryOption } from "@showdrop/shared";
import { useId } from "react";
import { useTexts } from "../../i18n/index.ts";
import { Price } from "../../ui/index.ts";

/** Names a way among the others. */
const keyOf = (delivery: Delivery): string =>
  delivery.kind === "ship" ? `ship ${delivery.rateId ?? ""}` : `pickup ${delivery.placeId}`;

/** What is sent of a way that was chosen: without its label, which is the shop's to say. */
const choiceOf = (delivery: Delivery): ChooseDelivery =>
  delivery.kind === "ship"
    ? { kind: "ship", rateId: delivery.rateId }
    : { kind: "pickup", placeId: delivery.placeId };

interface DeliveryPickerProps {
  options: readonly DeliveryOption[];
  chosen: Delivery | null;
  onChoose: (choice: ChooseDelivery) => void;
}

/** The ways to get an order, each with its price for just this order. */
export const DeliveryPicker = ({ options, chosen, onChoose }: DeliveryPickerProps) => {
  const t = useTexts("pricing");
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-semibold">{t("delivery.title")}</legend>
      {options.map(({ delivery, price, regularPrice, details }) => {
        const key = keyOf(delivery);
        const label =
          delivery.kind === "pickup"
            ? t("delivery.pickup", { place: delivery.label })
            : delivery.label || t("delivery.ship");
        return (
          <label
            key={key}
            className="flex min-h-11 items-start gap-3 rounded-md border border-line px-3.5 py-2.5 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-ink"
          >
            <input
              type="radio"
              name={name}
              value={key}
              checked={chosen !== null && keyOf(chosen) === key}
              onChange={() => onChoose(choiceOf(delivery))}
              className="mt-0.5 size-5 shrink-0 accent-accent"
            />
            <span className="min-w-0 grow">
              <span className="font-semibold">{label}</span>
              {details && <span className="block text-sm whitespace-pre-line text-muted">{details}</span>}
            </span>
            <span className="shrink-0 text-right">
              {price.amount === 0 && regularPrice.amount === 0 ? (
                t("delivery.free")
              ) : (
                <Price money={price} was={regularPrice} />
              )}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
};
