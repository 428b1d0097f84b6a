import { setTimeout as sleep } from "node:timers/promises";
import { createApiClient } from "@showdrop/local/api-client.ts";
import type { Log } from "@showdrop/local/kit/log.ts";
import { Id, newKey, OrderStatus, routes } from "@showdrop/shared";
import { z } from "zod";
import { makeBuyers } from "../checkout/buyers.ts";
import { openShop } from "../checkout/shop.ts";
import { type Posted, post } from "./post.ts";

const address = {
  ...{ name: "A Buyer", phone: "+82 10 1234 5678", country: "KR", postalCode: "04524" },
  ...{ region: "", city: "Seoul", line1: "110 Sejong-daero", line2: "" },
};

/** What a buyer needs of the answers; that they are whole is for the tests to see. */
const Named = z.object({ id: Id });
const Opened = z.object({ order: Named, clientSecret: z.string() });
const Settled = z.object({ status: OrderStatus });

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
    const headers = { cookie, "content-type": "application/json" };
    /** Told to come again, it does, as our pages do; the time is in what is measured. */
    const ask = async (path: string, given?: object, key = newKey()): Promise<Posted> => {
      const posted = await post(
        `${shop.whole.url}${path}`,
        { ...headers, "idempotency-key": key },
        given && JSON.stringify(given),
      );
      if (posted.status !== 503) return posted;
      await sleep(Number(posted.headers["retry-after"]) * 1000);
      return ask(path, given, key);
    };
    const held = await ask(routes.placeHold.path.replace(":dropId", dropId), { variantId, quantity: 1 });
    if (held.status !== 200) return false;
    const hold = Named.parse(JSON.parse(held.body));
    const opened = await ask(routes.openCheckout.path.replace(":shopId", shop.sale.shop.id), {
      ...{ holdIds: [hold.id], address },
    });
    if (opened.status !== 200) throw new Error(opened.body);
    const { order, clientSecret } = Opened.parse(JSON.parse(opened.body));
    const [paymentId = ""] = clientSecret.split("_secret_");
    await post(
      `${payments.apiUrl}/v1/payment_intents/${paymentId}/confirm`,
      {
        authorization: `Bearer ${payments.publishableKey}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      new URLSearchParams({
        ...{ client_secret: clientSecret, "payment_method_data[type]": "card" },
        "payment_method_data[card][number]": "4242424242424242",
        ...{ "payment_method_data[card][exp_month]": "12", "payment_method_data[card][exp_year]": "2034" },
        "payment_method_data[card][cvc]": "123",
      }).toString(),
    );
    const confirmed = await ask(routes.confirmPayment.path.replace(":orderId", order.id));
    return confirmed.status === 200 && Settled.parse(JSON.parse(confirmed.body)).status === "paid";
  };
  return { buy, stop: shop.stop };
};
