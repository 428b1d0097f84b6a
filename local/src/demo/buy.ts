import { type Address, newKey, routes } from "@showdrop/shared";
import { payWithTestCard } from "../test-card.ts";
import type { DemoPerson } from "./people.ts";

const addressOf = ({ me, language }: DemoPerson): Address =>
  language === "ko"
    ? {
        name: me.displayName,
        phone: "+82 10 0000 0000",
        country: "KR",
        postalCode: "03035",
        region: "서울",
        city: "종로구",
        line1: "자하문로 10길 12",
        line2: "2층",
      }
    : {
        name: me.displayName,
        phone: "+1 503 555 0100",
        country: "US",
        postalCode: "97205",
        region: "OR",
        city: "Portland",
        line1: "12 Example Street",
        line2: "",
      };

/**
 * Buys units the way anybody does: hold, checkout, test card, confirmation.
 * @param think awaited between holding and paying; false gives the units back
 * @returns whether it was bought; false also where somebody was faster or the platform takes real money
 */
export const buy = async (
  person: DemoPerson,
  {
    shopId,
    dropId,
    variantId,
    quantity,
  }: { shopId: string; dropId: string; variantId: string; quantity: number },
  think: () => Promise<boolean>,
): Promise<boolean> => {
  const { client } = person;
  const { payments } = await client.must(routes.readConfig, {});
  if (payments.provider !== "simulator") return false;
  const held = await client.call(routes.placeHold, {
    params: { dropId },
    body: { variantId, quantity },
    idempotencyKey: newKey(),
  });
  if (!held.ok) return false;
  const holdId = held.data.id;
  if (!(await think())) {
    await client.call(routes.releaseHold, { params: { holdId } });
    return false;
  }
  const checkout = await client.call(routes.openCheckout, {
    params: { shopId },
    body: { holdIds: [holdId], address: addressOf(person) },
  });
  if (!checkout.ok) return false;
  const { order, clientSecret } = checkout.data;
  await payWithTestCard(payments, clientSecret);
  const confirmed = await client.call(routes.confirmPayment, { params: { orderId: order.id } });
  // Not confirmed yet is as good: the webhook settles it.
  return confirmed.ok && confirmed.data.status === "paid";
};
