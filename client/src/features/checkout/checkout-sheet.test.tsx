import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Hold, Order } from "@showdrop/shared";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { speak } from "../../i18n/index.ts";
import { setServerOffset } from "../../lib/clock.ts";
import { rememberMe } from "../../lib/session.ts";
import { Toaster } from "../../ui/index.ts";
import {
  id,
  inSeconds,
  SAMPLE_NOW,
  sampleAddress,
  sampleDrop,
  sampleHold,
  sampleOrder,
  sampleQuote,
} from "../watch/sample-show.ts";
import { CheckoutSheet } from "./checkout-sheet.tsx";
import { purchaseOfHold } from "./purchase.ts";

/** Platform and provider in one: answers what the test tells it to, and remembers what it was asked. */
let http: Server;
let asked: string[];
let answers: Record<string, () => { status: number; body: unknown }>;
let told: (order: Order) => void;
let adopted: (hold: Hold) => void;

const yes = (body: unknown) => () => ({ status: 200, body });
const no =
  (status: number, code: string, message = code) =>
  () => ({
    status,
    body: { error: { code, message } },
  });
const times = (call: string) => asked.filter((each) => each === call).length;

const shopId = sampleDrop(20).shopId;
const checkout = `POST /api/shops/${shopId}/checkout`;
const quote = `POST /api/shops/${shopId}/quote`;
const confirmation = `POST /api/orders/${id(70)}/confirmation`;
const confirm = "POST /v1/payment_intents/pi_7/confirm";

beforeEach(async () => {
  asked = [];
  http = createServer((request, response) => {
    const call = `${request.method} ${request.url?.split("?")[0]}`;
    asked.push(call);
    request.resume();
    const { status, body } = (answers[call] ?? no(404, "NOT_FOUND"))();
    response.writeHead(status, {
      "content-type": "application/json",
      "access-control-allow-origin": "*",
      "access-control-allow-headers": "*",
    });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => http.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  answers = {
    "GET /api/addresses": yes({
      items: [{ id: id(80), address: sampleAddress, isDefault: true }],
    }),
    "POST /api/addresses": yes({ id: id(80), address: sampleAddress, isDefault: true }),
    "GET /api/config": yes({
      payments: { provider: "simulator", publishableKey: "pk_test", apiUrl: url },
      currencies: ["KRW"],
    }),
    [quote]: yes(sampleQuote()),
    [checkout]: yes({ order: sampleOrder(), clientSecret: "pi_7_secret_x" }),
    "POST /v1/payment_methods": yes({ id: "pm_1" }),
    "GET /v1/payment_intents/pi_7": yes({ id: "pi_7", status: "requires_payment_method" }),
    [confirm]: yes({ id: "pi_7", status: "succeeded" }),
    [confirmation]: yes(sampleOrder({ status: "paid", paidAt: inSeconds(1) })),
  };
  // The page's own addresses are relative: they lead to the server above.
  const base = document.createElement("base");
  base.href = url;
  document.head.append(base);
  setServerOffset(SAMPLE_NOW - Date.now());
  speak("en");
});
afterEach(async () => {
  document.querySelector("base")?.remove();
  localStorage.clear();
  http.closeAllConnections();
  await new Promise((closed) => http.close(closed));
});

const Page = ({ first }: { first: Hold }) => {
  const [hold, setHold] = useState(first);
  const [order, setOrder] = useState<Order | null>(null);
  told = setOrder;
  adopted = setHold;
  return (
    <CheckoutSheet
      purchase={purchaseOfHold(hold, sampleDrop(20))}
      told={order}
      adopt={setHold}
      onClose={() => {}}
      back="show"
    />
  );
};

const open = async (hold = sampleHold(60)) => {
  const user = userEvent.setup();
  const client = new QueryClient();
  rememberMe(client, {
    id: id(100),
    displayName: "Mina",
    email: "mina@example.com",
    memberships: [],
    createdAt: inSeconds(0),
    namedWhenBuying: false,
  });
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter>
        <Toaster>
          <Page first={hold} />
        </Toaster>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return user;
};
const toPayment = async () => {
  const user = await open();
  expect(await screen.findByText("Mina Kim")).toBeTruthy();
  expect(screen.queryByLabelText("Recipient")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Continue to payment" }));
  await user.type(await screen.findByLabelText("Card number"), "4242424242424242");
  await user.type(screen.getByLabelText("Expiry"), "1234");
  await user.type(screen.getByLabelText("CVC"), "123");
  return { user, pay: screen.getByRole("button", { name: "Pay ₩51,000" }) };
};

describe("checking out", () => {
  it("goes from the kept address over the card to thanks, and a double tap pays once", async () => {
    const { user, pay } = await toPayment();
    await user.dblClick(pay);
    expect(await screen.findByText("Order K7QF-2M9X is paid. We have told the shop.")).toBeTruthy();
    expect(screen.getByRole("link", { name: "See the order" }).getAttribute("href")).toBe(
      `/orders/${id(70)}`,
    );
    expect([times(checkout), times(confirm)]).toEqual([1, 1]);
  });

  it("keeps the hold and the form after a decline", async () => {
    answers[confirm] = no(402, "card_declined", "Your card was declined.");
    const { user, pay } = await toPayment();
    await user.click(pay);
    expect((await screen.findByRole("alert")).textContent).toContain("Your card was declined.");
    expect(screen.getByLabelText<HTMLInputElement>("Card number").value).toBe("4242 4242 4242 4242");
    answers[confirm] = yes({ id: "pi_7", status: "succeeded" });
    await user.click(screen.getByRole("button", { name: "Pay ₩51,000" }));
    expect(await screen.findByText("It is yours!")).toBeTruthy();
  });

  it("begins at the payment for whoever keeps an address and a card", async () => {
    const card = { id: "pm_9", brand: "visa", last4: "4242", expiryMonth: 12, expiryYear: 2039 };
    answers["GET /api/cards"] = yes({ items: [card] });
    const user = await open();
    expect(await screen.findByRole("button", { name: /^Pay ₩51,000 with Visa/ })).toBeTruthy();
    expect(times(checkout)).toBe(1);
    await user.click(screen.getByRole("button", { name: "Change" }));
    expect(await screen.findByText("Mina Kim")).toBeTruthy();
    expect(times(checkout)).toBe(1);
  });

  it("says which field of the address is wrong and sends nothing", async () => {
    const user = await open();
    await user.click(await screen.findByRole("button", { name: "Change address" }));
    const phone = await screen.findByLabelText<HTMLInputElement>("Phone");
    await user.clear(phone);
    await user.click(screen.getByRole("button", { name: "Continue to payment" }));
    expect(await screen.findByText("Please enter a phone number for the delivery.")).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(phone));
    expect(times(checkout)).toBe(0);
  });

  it("says so when the hold is over, and when it was paid after all", async () => {
    await open();
    await screen.findByText("Delivery");
    adopted(sampleHold(60, { status: "expired" }));
    expect(await screen.findByText("Your hold has ended")).toBeTruthy();
    told(sampleOrder({ status: "paid" }));
    expect(await screen.findByText("It is yours!")).toBeTruthy();
  });

  it("gives the item back", async () => {
    answers[`DELETE /api/holds/${id(60)}`] = yes(sampleHold(60, { status: "released" }));
    const user = await open();
    await user.click(await screen.findByRole("button", { name: "Give it back" }));
    expect(await screen.findByText("You gave it back")).toBeTruthy();
  });

  it("asks again until the server has heard of the payment", async () => {
    let calls = 0;
    answers[confirmation] = () => {
      calls += 1;
      return calls === 1 ? no(503, "PAYMENT_UNAVAILABLE")() : yes(sampleOrder({ status: "paid" }))();
    };
    const { user, pay } = await toPayment();
    await user.click(pay);
    expect(await screen.findByText("Checking your payment")).toBeTruthy();
    expect(await screen.findByText("It is yours!")).toBeTruthy();
  });
});
