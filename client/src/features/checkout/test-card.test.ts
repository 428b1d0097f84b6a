import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { formatCardNumber, handInTestCard, readExpiry, type TestProvider } from "./test-card.ts";

/** A provider that answers what the test tells it to, and remembers what it was asked. */
let http: Server;
let provider: TestProvider;
let asked: { call: string; key: string | undefined; form: Record<string, string> }[];
let answers: Record<string, { status: number; body: unknown } | "lost">;

const bodyOf = async (request: IncomingMessage) => {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return Object.fromEntries(new URLSearchParams(body));
};

beforeEach(async () => {
  asked = [];
  answers = { "POST /v1/payment_methods": { status: 200, body: { id: "pm_1" } } };
  http = createServer(async (request, response) => {
    const call = `${request.method} ${request.url?.split("?")[0]}`;
    asked.push({ call, key: request.headers.authorization, form: await bodyOf(request) });
    const answer = answers[call];
    if (!answer || answer === "lost") return request.socket.destroy();
    // jsdom asks as a page of another origin does.
    response.writeHead(answer.status, {
      "content-type": "application/json",
      "access-control-allow-origin": "*",
    });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((listening) => http.listen(0, "127.0.0.1", listening));
  const { port } = http.address() as AddressInfo;
  provider = { apiUrl: `http://127.0.0.1:${port}`, publishableKey: "pk_test_1" };
});
afterEach(async () => {
  http.closeAllConnections();
  await new Promise((closed) => http.close(closed));
});

const confirm = "POST /v1/payment_intents/pi_7/confirm";
const read = "GET /v1/payment_intents/pi_7";
const card = { number: "4242 4242 4242 4242", expMonth: "12", expYear: "34", cvc: "123" };
const noBank = async () => {
  throw new Error("no bank was to be asked");
};
const pay = (challenge: (url: string) => Promise<void> = noBank) =>
  handInTestCard(provider, "pi_7_secret_abc", card, challenge);

describe("paying with a test card", () => {
  it("makes a payment method and confirms with it and the client secret", async () => {
    answers[confirm] = { status: 200, body: { id: "pi_7", status: "succeeded" } };
    expect(await pay()).toEqual({ ok: true, data: { kind: "done" } });
    expect(asked).toEqual([
      {
        call: "POST /v1/payment_methods",
        key: "Bearer pk_test_1",
        form: {
          type: "card",
          "card[number]": "4242424242424242",
          "card[exp_month]": "12",
          "card[exp_year]": "34",
          "card[cvc]": "123",
        },
      },
      {
        call: confirm,
        key: "Bearer pk_test_1",
        form: { payment_method: "pm_1", client_secret: "pi_7_secret_abc" },
      },
    ]);
  });

  it("hands a decline on, with its reason and in the bank's words", async () => {
    const error = { code: "card_declined", decline_code: "insufficient_funds", message: "No funds." };
    answers[confirm] = { status: 402, body: { error } };
    answers[read] = { status: 200, body: { id: "pi_7", status: "requires_payment_method" } };
    const decline = { reason: "funds", message: "No funds." };
    expect(await pay()).toEqual({ ok: true, data: { kind: "declined", decline } });
  });

  it("shows the bank's page, then asks how it ended", async () => {
    const url = "http://127.0.0.1:1/3ds/x";
    const waiting = { id: "pi_7", status: "requires_action", next_action: { redirect_to_url: { url } } };
    answers[confirm] = { status: 200, body: waiting };
    answers[read] = { status: 200, body: { id: "pi_7", status: "succeeded", next_action: null } };
    const shown: string[] = [];
    const answer = await pay(async (address) => {
      shown.push(address);
    });
    expect(shown).toEqual([url]);
    expect(answer).toEqual({ ok: true, data: { kind: "done" } });
  });

  it("is not paid when the buyer leaves the bank's page", async () => {
    const next_action = { redirect_to_url: { url: "http://127.0.0.1:1/3ds/x" } };
    answers[confirm] = { status: 200, body: { id: "pi_7", status: "requires_action", next_action } };
    answers[read] = { status: 200, body: { id: "pi_7", status: "requires_action", next_action } };
    expect(await pay(async () => {})).toEqual({
      ok: true,
      data: { kind: "declined", decline: { reason: null, message: "" } },
    });
  });

  it("finds out that it was paid when only the answer was lost", async () => {
    answers[confirm] = "lost";
    answers[read] = { status: 200, body: { id: "pi_7", status: "succeeded" } };
    expect(await pay()).toEqual({ ok: true, data: { kind: "done" } });
  });

  it("says that the provider does not answer when it does not", async () => {
    answers["POST /v1/payment_methods"] = { status: 500, body: { error: { message: "boom" } } };
    expect(await pay()).toMatchObject({ ok: false, error: { code: "PAYMENT_UNAVAILABLE" } });
  });
});

describe("what is typed into the card form", () => {
  it("is read as month and year, or not at all", () => {
    expect(["12/34", "1 / 2031", "0934"].map(readExpiry)).toEqual([
      { expMonth: "12", expYear: "34" },
      { expMonth: "1", expYear: "2031" },
      { expMonth: "09", expYear: "34" },
    ]);
    expect(["13/34", "00/30", "12", ""].map(readExpiry)).toEqual([null, null, null, null]);
  });

  it("is grouped as on the card", () => {
    expect(formatCardNumber("4242x42424242 4242")).toBe("4242 4242 4242 4242");
  });
});
