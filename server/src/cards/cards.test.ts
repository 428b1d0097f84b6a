import { type Checkout, routes, type SavedCard } from "@showdrop/shared";
import Stripe from "stripe";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import type { Client } from "../testing/harness.ts";
import { startOwnRedis } from "../testing/redis.ts";
import { address, eventually, must, type Sale, startSale } from "../testing/sale.ts";

const VISA = "4242424242424242";
const MASTERCARD = "5555555555554444";
const DECLINES = "4000000000000002";
const ASKS_THE_BANK = "4000002760003184";
/** All that can be kept. */
const TEN = [
  ...[VISA, MASTERCARD, ASKS_THE_BANK, "4000002500003155", "4000056655665556", "2223003122003222"],
  ...["5200828282828210", "5105105105105100", "378282246310005", "371449635398431"],
];

const Events = z.object({
  data: z.array(z.looseObject({ id: z.string(), type: z.string(), data: z.looseObject({}) })),
});

let sale: Sale;
beforeAll(async () => {
  sale = await startSale();
}, 60_000);
afterAll(() => sale.stop());

const begin = async (person: Client): Promise<string> => (await person.must(routes.addCard, {})).clientSecret;
const idOf = (clientSecret: string): string => clientSecret.split("_secret_")[0] ?? "";
const kept = async (person: Client): Promise<SavedCard[]> => (await person.must(routes.listCards, {})).items;
const customerOf = async (person: Client): Promise<string> => {
  const known = await sale.server.db
    .model("PaymentCustomer")
    .findById(person.me.id)
    .lean<{ customerId: string }>();
  if (!known) throw new Error("nobody at the provider");
  return known.customerId;
};
/** Asks the provider, as somebody with the secret key. */
const ask = async (path: string, { stripe } = sale): Promise<unknown> => {
  const headers = { authorization: `Bearer ${stripe.env.STRIPE_SECRET_KEY}` };
  return (await fetch(`${stripe.env.STRIPE_API_URL}${path}`, { headers })).json();
};
const statusOf = async (clientSecret: string, of = sale): Promise<string> =>
  z.object({ status: z.string() }).parse(await ask(`/v1/setup_intents/${idOf(clientSecret)}`, of)).status;
/** Brings an event to the webhook, signed by this secret. */
const bring = async (
  event: object,
  secret = sale.stripe.env.STRIPE_WEBHOOK_SECRET ?? "",
): Promise<number> => {
  const payload = JSON.stringify(event);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  const answer = await fetch(`${sale.server.url}/webhooks/stripe`, {
    method: "POST",
    headers: { "stripe-signature": signature, "content-type": "application/json" },
    body: payload,
  });
  return answer.status;
};

test("a card is kept without a charge, and pays the next checkout", async () => {
  const ann = await sale.server.person("ann");
  const clientSecret = await begin(ann);
  expect(await kept(ann)).toEqual([]);
  expect(await sale.stripe.pay(clientSecret, VISA)).toBe("succeeded");
  const [card] = await kept(ann);
  expect(card).toMatchObject({ brand: "visa", last4: "4242", expiryMonth: 12, expiryYear: 2034 });
  expect(await ask(`/v1/payment_intents?customer=${await customerOf(ann)}`)).toMatchObject({ data: [] });

  const drop = await sale.drop();
  const checkout: Checkout = await sale.checkout(ann, must(await sale.hold(ann, drop.id)));
  await sale.stripe.post(`/v1/payment_intents/${idOf(checkout.clientSecret)}/confirm`, {
    payment_method: card?.id ?? "",
  });
  const paid = await ann.must(routes.confirmPayment, { params: { orderId: checkout.order.id } });
  expect(paid.status).toBe("paid");
});

test("asked twice, even at once, somebody has one setup; once a card was kept with it, the next", async () => {
  const ben = await sale.server.person("ben");
  const [first, same] = await Promise.all([begin(ben), begin(ben)]);
  expect(same).toBe(first);
  expect(await begin(ben)).toBe(first);
  await sale.stripe.pay(first, VISA);
  const second = await begin(ben);
  expect(second).not.toBe(first);
  await sale.stripe.pay(second, MASTERCARD);
  expect((await kept(ben)).map(({ last4 }) => last4)).toEqual(["4444", "4242"]);
});

test("a card that is kept twice is there once, and is gone when it is removed", async () => {
  const cho = await sale.server.person("cho");
  for (const number of [VISA, MASTERCARD, VISA]) await sale.stripe.pay(await begin(cho), number);
  const cards = await kept(cho);
  expect(cards.map(({ last4 }) => last4)).toEqual(["4242", "4444"]);
  await cho.must(routes.removeCard, { params: { cardId: cards[0]?.id ?? "" } });
  expect((await kept(cho)).map(({ last4 }) => last4)).toEqual(["4444"]);
  const all = await ask(`/v1/customers/${await customerOf(cho)}/payment_methods`);
  expect(all).toMatchObject({ data: [{ card: { last4: "4444" } }] });
});

test("a declined card is not kept, one whose bank asks is kept when its owner says yes", async () => {
  const dan = await sale.server.person("dan");
  const clientSecret = await begin(dan);
  expect(await sale.stripe.pay(clientSecret, DECLINES)).toBe("card_declined");
  expect(await sale.stripe.pay(clientSecret, ASKS_THE_BANK)).toBe("requires_action");
  await sale.stripe.authenticate(idOf(clientSecret), "fail");
  expect(await kept(dan)).toEqual([]);
  expect(await begin(dan)).toBe(clientSecret);
  expect(await sale.stripe.pay(clientSecret, ASKS_THE_BANK)).toBe("requires_action");
  await sale.stripe.authenticate(idOf(clientSecret), "complete");
  expect((await kept(dan)).map(({ last4 }) => last4)).toEqual(["3184"]);
});

test("what one keeps is theirs: nobody else sees it, removes it or pays with it", async () => {
  const [eve, finn] = [await sale.server.person("eve"), await sale.server.person("finn")];
  await sale.stripe.pay(await begin(eve), VISA);
  const [card] = await kept(eve);
  const cardId = card?.id ?? "";
  expect(await begin(finn)).not.toBe(await begin(eve));
  expect(await kept(finn)).toEqual([]);
  const removal = await finn.call(routes.removeCard, { params: { cardId } });
  expect(removal).toMatchObject({ error: { code: "NOT_FOUND" } });
  const drop = await sale.drop();
  const { clientSecret } = await sale.checkout(finn, must(await sale.hold(finn, drop.id)));
  const refused = await sale.stripe.post(`/v1/payment_intents/${idOf(clientSecret)}/confirm`, {
    payment_method: cardId,
  });
  expect(refused).toMatchObject({ error: { type: "invalid_request_error" } });
  expect(await kept(eve)).toHaveLength(1);
  const visitor = await sale.server.visitor().call(routes.addCard, {});
  expect(visitor).toMatchObject({ error: { code: "SIGN_IN_REQUIRED" } });
});

test("ten cards are enough, kept beforehand or while paying", async () => {
  const gia = await sale.server.person("gia");
  for (const number of TEN) {
    const clientSecret = await begin(gia);
    if ((await sale.stripe.pay(clientSecret, number)) === "requires_action")
      await sale.stripe.authenticate(idOf(clientSecret), "complete");
  }
  const cards = await kept(gia);
  expect(cards).toHaveLength(10);
  const full = { error: { code: "CARDS_FULL" } };
  expect(await gia.call(routes.addCard, {})).toMatchObject(full);
  const drop = await sale.drop();
  const { order } = await sale.checkout(gia, must(await sale.hold(gia, drop.id)));
  const say = (keep: boolean) => gia.call(routes.keepCard, { params: { orderId: order.id }, body: { keep } });
  expect(await say(true)).toMatchObject(full);
  expect(await say(false)).toMatchObject({ ok: true });
  await gia.must(routes.removeCard, { params: { cardId: cards[3]?.id ?? "" } });
  expect(await begin(gia)).toContain("seti_");
}, 60_000);

test("a provider that does not answer is said to be away, and the next try is another turn when it remembers a failure", async () => {
  const { stripe } = sale;
  const hana = await sale.server.person("hana");
  const away = {
    method: "POST",
    path: "/v1/setup_intents",
    count: 3,
    fault: { kind: "refuse", status: 503 },
  };
  await stripe.control("POST", "/responses", away);
  expect(await hana.call(routes.addCard, {})).toMatchObject({ error: { code: "PAYMENT_UNAVAILABLE" } });
  await stripe.control("POST", "/responses", { ...away, count: 1, fault: { kind: "fail" } });
  expect(await hana.call(routes.addCard, {})).toMatchObject({ error: { code: "PAYMENT_UNAVAILABLE" } });
  expect(await stripe.pay(await begin(hana), VISA)).toBe("succeeded");
  expect(await kept(hana)).toHaveLength(1);
}, 60_000);

test("news of a setup that comes twice, late or forged changes nothing", async () => {
  const ida = await sale.server.person("ida");
  const clientSecret = await begin(ida);
  await sale.stripe.pay(clientSecret, DECLINES);
  await sale.stripe.pay(clientSecret, VISA);
  const all = Events.parse(await ask("/v1/events?limit=100")).data;
  const story = all.filter(({ data }) => JSON.stringify(data).includes(idOf(clientSecret)));
  expect(story.map(({ type }) => type)).toEqual([
    ...["setup_intent.succeeded", "setup_intent.setup_failed", "setup_intent.created"],
  ]);
  const before = await kept(ida);
  for (const event of [...story, ...story]) {
    expect(await bring(event)).toBe(200);
    expect(await bring({ ...event, id: `${event.id}x` }, "whsec_guessed")).toBe(400);
  }
  expect(await kept(ida)).toEqual(before);
  // The card is removed, and the news that it was kept comes once more.
  await ida.must(routes.removeCard, { params: { cardId: before[0]?.id ?? "" } });
  for (const event of story) await bring({ ...event, id: `${event.id}late` });
  expect(await kept(ida)).toEqual([]);
});

test("too many declined cards end the setup; neither keeping nor paying goes on", async () => {
  // Of its own: elsewhere everybody's sign-ups count against the one address they come from.
  const redis = await startOwnRedis();
  const strict = await startSale({ server: { RATE_LIMIT_SCALE: "1", REDIS_URL: redis.url } });
  onTestFinished(async () => {
    await strict.stop();
    await redis.kill();
  });
  const thief = await strict.server.person("thief");
  const clientSecret = await begin(thief);
  for (let card = 0; card < 11; card++) await strict.stripe.pay(clientSecret, DECLINES);
  await eventually(async () => expect(await statusOf(clientSecret, strict)).toBe("canceled"));
  expect(await strict.stripe.pay(clientSecret, VISA)).toBe("setup_intent_unexpected_state");
  expect(await thief.call(routes.addCard, {})).toMatchObject({ error: { code: "TOO_MANY_REQUESTS" } });
  const drop = await strict.drop();
  const hold = must(await strict.hold(thief, drop.id));
  const checkout = await thief.call(routes.openCheckout, {
    params: { shopId: strict.shopId },
    body: { holdIds: [hold.id], address },
  });
  expect(checkout).toMatchObject({ error: { code: "TOO_MANY_REQUESTS" } });

  // Somebody else at the same address begins sixty times an hour, and each person twenty times.
  const other = await strict.server.person("other");
  for (let begun = 0; begun < 20; begun++) await begin(other);
  expect(await other.call(routes.addCard, {})).toMatchObject({ error: { code: "TOO_MANY_REQUESTS" } });
}, 60_000);
