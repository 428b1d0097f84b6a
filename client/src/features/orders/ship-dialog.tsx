import {
  type Carrier,
  carrierFacts,
  carriers,
  fulfilmentRoutes,
  type Shipment,
  ShipShipment,
} from "@showdrop/shared";
import { type SubmitEvent, useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { keep, kept } from "../../lib/kept.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Dialog, Field, RefusalNotice, Select, TextInput } from "../../ui/index.ts";
import { useOrderAct } from "./use-order-act.ts";

/** The carrier that was used last here, which is nearly always the next one too. */
export const lastCarrier = (): Carrier => carriers.find((carrier) => carrier === kept("carrier")) ?? "cj";

export const CarrierSelect = ({
  value,
  onChange,
}: {
  value: Carrier;
  onChange: (value: Carrier) => void;
}) => {
  const { language } = useLanguage();
  return (
    <Select
      value={value}
      onChange={onChange}
      options={carriers.map((carrier) => ({ value: carrier, label: carrierFacts[carrier].name[language] }))}
    />
  );
};

const ShipForm = ({
  orderId,
  shipment,
  onDone,
}: {
  orderId: string;
  shipment: Shipment;
  onDone: () => void;
}) => {
  const t = useTexts("fulfil");
  const again = shipment.status === "shipped";
  const [carrier, setCarrier] = useState<Carrier>(shipment.carrier ?? lastCarrier());
  const [number, setNumber] = useState(shipment.trackingNumber ?? "");
  const form = useForm(ShipShipment, ["trackingNumber"]);
  const act = useOrderAct(
    fulfilmentRoutes.shipShipment,
    again ? t("done.corrected") : t("done.shipped"),
    onDone,
  );
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const body = form.check({ carrier, trackingNumber: number.trim() === "" ? null : number });
    if (!body) return;
    keep("carrier", carrier);
    act.run({ params: { orderId, shipmentId: shipment.id }, body });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      {!again && <p className="text-muted">{t("ship.text")}</p>}
      <Field label={t("ship.carrier")}>
        <CarrierSelect value={carrier} onChange={setCarrier} />
      </Field>
      <Field label={t("ship.number")} error={form.at("trackingNumber")} optional>
        <TextInput
          value={number}
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={60}
          onChange={({ target }) => setNumber(target.value)}
        />
      </Field>
      <RefusalNotice refusal={act.refusal ?? form.rest} />
      <Button type="submit" variant="primary" busy={act.busy}>
        {again ? t("act.correct") : t("act.ship")}
      </Button>
    </form>
  );
};

/** Notes that a parcel was sent, or corrects what was noted. */
export const ShipDialog = ({
  shipment,
  orderId,
  onClose,
}: {
  /** Null: closed. */
  shipment: Shipment | null;
  orderId: string;
  onClose: () => void;
}) => {
  const t = useTexts("fulfil");
  return (
    <Dialog
      open={shipment !== null}
      onClose={onClose}
      title={shipment?.status === "shipped" ? t("ship.correct") : t("ship.title")}
    >
      {shipment && <ShipForm orderId={orderId} shipment={shipment} onDone={onClose} />}
    </Dialog>
  );
};
