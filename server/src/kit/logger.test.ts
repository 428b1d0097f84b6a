import { expect, test } from "vitest";
import { createLogger } from "./logger.ts";

const logged = (write: (log: ReturnType<typeof createLogger>) => void): string => {
  const lines: string[] = [];
  write(createLogger("info", { write: (line) => void lines.push(line) }));
  return lines.join("");
};
const address = { name: "Kim Minji", phone: "+82 10 1234 5678", line1: "110 Sejong-daero" };

test("secrets and where people live never reach a log, wherever they stand", () => {
  const text = logged((log) => {
    log.info(
      {
        req: {
          method: "POST",
          headers: {
            cookie: "sid=s3cret",
            authorization: "Bearer s3cret",
            "stripe-signature": "t=1,v1=s3cret",
          },
        },
        res: { headers: { "set-cookie": ["sid=s3cret"] } },
      },
      "request completed",
    );
    log.info({
      password: "s3cret",
      token: "s3cret",
      clientSecret: "s3cret",
      client_secret: "s3cret",
      address,
    });
    log.warn({ item: { id: "order-1", address, clientSecret: "s3cret", token: "s3cret" } }, "left for later");
    log.info({ body: { password: "s3cret", client_secret: "s3cret", address } });
  });
  expect(text).not.toContain("s3cret");
  expect(text).not.toMatch(/Minji|1234 5678|Sejong/);
  expect(text).toContain("[redacted]");
  // What is needed to understand the line is still there.
  expect(text).toContain("request completed");
  expect(text).toContain("order-1");
});

test("an error brings its reason to the log, not what it carries", () => {
  const refused = Object.assign(new Error("This PaymentIntent cannot be canceled."), {
    code: "payment_intent_unexpected_state",
    raw: { payment_intent: { id: "pi_1", client_secret: "pi_1_s3cret", shipping: address } },
    payment_intent: { id: "pi_1", client_secret: "pi_1_s3cret" },
    headers: { "set-cookie": "s3cret" },
  });
  const taken = Object.assign(new Error("E11000 duplicate key"), { keyValue: { email: "ann@example.com" } });
  const text = logged((log) => {
    log.error({ err: refused }, "fault");
    log.error({ err: taken }, "fault");
  });
  expect(text).not.toMatch(/s3cret|Minji|ann@example/);
  expect(text).toContain("payment_intent_unexpected_state");
  expect(text).toContain("This PaymentIntent cannot be canceled.");
});
