import { setTimeout as sleep } from "node:timers/promises";
import { createApiClient } from "@showdrop/local/api-client.ts";
import type { Log } from "@showdrop/local/kit/log.ts";
import { newKey, routes } from "@showdrop/shared";
import { makeBuyers } from "../checkout/buyers.ts";
import { openShop } from "../checkout/shop.ts";

const address = {
  ...{ name: "A Buyer", phone: "+82 10 1234 5678", country: "KR", postalCode: "04524" },
  ...{ region: "", city: "Seoul", line1: "110 Sejong-daero", line2: "" },
};

/** Our shop with a drop of so many units. */
export const startShowdrop = async (dir: string, units: number, buyers: number, log: Log) => {
  log("starting Showdrop");
  const shop = await openShop(dir, log);
  const people = await makeBuyers(shop.mongoUri, buyers);
  const dropId = await shop.drop(units);
  const variantId = shop.sale.product.variants[0]?.id ?? "";
  const config = await createApiClient(shop.whole.url).must(routes.readConfig, {});
  const { payments } = config;
  if (payments.provider !== "simulator") throw new Error("the simulator takes the money here");

  /** @returns whether they have a paid order in the end */
  const buy = async (buyer: number): Promise<boolean> => {
    const cookie = people[buyer]?.cookie ?? "";
    /** Told to come again, it does, as our pages do; the time is in what is measured. */
    const ask = async (path: string, body?: object, key = newKey()): Promise<Response> => {
      const response = await fetch(`${shop.whole.url}${path}`, {
        method: "POST",
        headers: { cookie, "content-type": "application/json", "idempotency-key": key },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      if (response.status !== 503) return response;
      await response.arrayBuffer();
      await sleep(Number(response.headers.get("retry-after")) * 1000);
      return ask(path, body, key);
    };
    const held = await ask(routes.placeHold.path.replace(":dropId", dropId), { variantId, quantity: 1 });
    if (!held.ok) return false;
    const hold = routes.placeHold.answer.parse(await held.json());
    const opened = await ask(routes.openCheckout.path.replace(":shopId", shop.sale.shop.id), {
      ...{ holdIds: [hold.id], address },
    });
    if (!opened.ok) throw new Error(await opened.text());
    const { order, clientSecret } = routes.openCheckout.answer.parse(await opened.json());
    const [paymentId = ""] = clientSecret.split("_secret_");
    await fetch(`${payments.apiUrl}/v1/payment_intents/${paymentId}/confirm`, {
      method: "POST",
      headers: { authorization: `Bearer ${payments.publishableKey}` },
      body: new URLSearchParams({
        ...{ client_secret: clientSecret, "payment_method_data[type]": "card" },
        "payment_method_data[card][number]": "4242424242424242",
        ...{ "payment_method_data[card][exp_month]": "12", "payment_method_data[card][exp_year]": "2034" },
        "payment_method_data[card][cvc]": "123",
      }),
    });
    const confirmed = await ask(routes.confirmPayment.path.replace(":orderId", order.id));
    return confirmed.ok && routes.confirmPayment.answer.parse(await confirmed.json()).status === "paid";
  };
  return { buy, stop: shop.stop };
};
