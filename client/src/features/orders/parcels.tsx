import {
  carrierFacts,
  fulfilmentRoutes,
  type Order,
  type OrderDetails,
  type Shipment,
} from "@showdrop/shared";
import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useDates } from "../../lib/time.ts";
import { Badge, type BadgeTone, Button, RefusalNotice } from "../../ui/index.ts";
import { ShipDialog } from "./ship-dialog.tsx";
import { useOrderAct } from "./use-order-act.ts";

const tones: Record<Shipment["status"], BadgeTone> = {
  packed: "warn",
  shipped: "info",
  delivered: "success",
  picked_up: "success",
  unpacked: "neutral",
};

const Tracking = ({ shipment }: { shipment: Shipment }) => {
  const t = useTexts("fulfil");
  const { language } = useLanguage();
  if (!shipment.carrier) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <span className="text-muted">{carrierFacts[shipment.carrier].name[language]}</span>
      <span className="tabular-nums">{shipment.trackingNumber ?? t("noTracking")}</span>
      {shipment.trackingUrl && (
        <a
          href={shipment.trackingUrl}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-6 items-center gap-1 font-semibold text-accent-text hover:underline"
        >
          {t("track")}
          <ExternalLink size={14} aria-hidden />
        </a>
      )}
    </p>
  );
};

/** What the team does with one parcel. */
const ParcelActs = ({
  order,
  shipment,
  onShip,
}: {
  order: Order;
  shipment: Shipment;
  onShip: () => void;
}) => {
  const t = useTexts("fulfil");
  const params = { orderId: order.id, shipmentId: shipment.id };
  const unpack = useOrderAct(fulfilmentRoutes.unpackShipment, t("done.unpacked"));
  const deliver = useOrderAct(fulfilmentRoutes.deliverShipment, t("done.delivered"));
  const sent = shipment.status === "shipped";
  if (!sent && shipment.status !== "packed") return null;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        {order.delivery.kind === "ship" && (
          <Button size="sm" variant={sent ? "secondary" : "primary"} onClick={onShip}>
            {sent ? t("act.correct") : t("act.ship")}
          </Button>
        )}
        {sent && (
          <Button size="sm" busy={deliver.busy} onClick={() => deliver.run({ params })}>
            {t("act.deliver")}
          </Button>
        )}
        {!sent && (
          <Button size="sm" variant="ghost" busy={unpack.busy} onClick={() => unpack.run({ params })}>
            {t("act.unpack")}
          </Button>
        )}
      </div>
      <RefusalNotice refusal={unpack.refusal ?? deliver.refusal} />
    </div>
  );
};

/** An order's parcels, with what can be done with each when the team looks. */
export const Parcels = ({ order, details }: { order: Order; details: OrderDetails }) => {
  const t = useTexts("fulfil");
  const { dateTime } = useDates();
  const [shipping, setShipping] = useState<Shipment | null>(null);
  const shown = details.shipments.filter(({ status }) => status !== "unpacked");
  return (
    <>
      {shown.length === 0 && <p className="text-muted">{t("noParcels")}</p>}
      <ul className="flex flex-col gap-4">
        {shown.map((shipment, index) => (
          <li key={shipment.id} className="flex flex-col gap-2 rounded-md border border-line p-4">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-semibold">{t("parcel", { number: index + 1 })}</span>
              {shipment.status !== "unpacked" && (
                <Badge tone={tones[shipment.status]}>
                  {shipment.status === "packed" && order.delivery.kind === "pickup"
                    ? t("readyForPickup")
                    : t(`shipment.${shipment.status}`)}
                </Badge>
              )}
              <span className="ml-auto text-sm text-faint">
                {dateTime(shipment.receivedAt ?? shipment.shippedAt ?? shipment.packedAt)}
              </span>
            </div>
            <ul className="text-sm">
              {shipment.lines.map(({ lineId, quantity }) => {
                const line = order.lines.find(({ id }) => id === lineId);
                return (
                  <li key={lineId}>
                    {t("units", {
                      count: quantity,
                      title: line?.title ?? "",
                      variant: line?.variantName ?? "",
                    })}
                  </li>
                );
              })}
            </ul>
            <Tracking shipment={shipment} />
            {details.forTeam && (
              <ParcelActs order={order} shipment={shipment} onShip={() => setShipping(shipment)} />
            )}
          </li>
        ))}
      </ul>
      <ShipDialog orderId={order.id} shipment={shipping} onClose={() => setShipping(null)} />
    </>
  );
};
