import { expect, test } from "vitest";
import { z } from "zod";
import { refusalSentences } from "./refusal-sentences.ts";
import { type RefusalCode, refusalCodes, refusalStatus } from "./refusals.ts";
import { assertNever, ok, Refusal, RefusalBody, refuse, refuseInput, resultOf } from "./result.ts";

test("every refusal has an error's status and a sentence, and fits the schema that clients parse", () => {
  for (const code of refusalCodes) {
    const [status, message] = [refusalStatus[code], refusalSentences[code]];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(message).toMatch(/^[A-Z].*\.$/);
    expect(RefusalBody.parse({ error: refuse(code).error }).error).toEqual({ code, message });
  }
});

test("what passes by itself says so by its status", () => {
  const passing: RefusalCode[] = ["SALES_PAUSED", "UNAVAILABLE", "PAYMENT_UNAVAILABLE", "MEDIA_UNAVAILABLE"];
  for (const code of passing) expect(refusalStatus[code]).toBe(503);
});

test("a refusal may name its field, a better sentence, and when to come back", () => {
  expect(refuse("STOCK_TOO_LOW", { path: "quantity" })).toEqual({
    ok: false,
    error: { code: "STOCK_TOO_LOW", message: refusalSentences.STOCK_TOO_LOW, path: "quantity" },
  });
  expect(refuse("SALES_PAUSED", { retryAfter: 2 }).error.retryAfter).toBe(2);
  expect(Refusal.safeParse({ code: "SALES_PAUSED", message: "", retryAfter: -1 }).success).toBe(false);
  expect(Refusal.safeParse({ code: "NO_SUCH_CODE", message: "" }).success).toBe(false);
});

test("an acknowledgement is data or a refusal, never something between", () => {
  const Answer = resultOf(z.object({ id: z.string() }));
  expect(Answer.parse(ok({ id: "a" }))).toEqual({ ok: true, data: { id: "a" } });
  expect(Answer.parse(refuse("NOT_FOUND"))).toEqual(refuse("NOT_FOUND"));
  for (const wrong of [
    { ok: true },
    { ok: true, data: {} },
    { ok: false },
    { ok: "yes", data: { id: "a" } },
    null,
  ])
    expect(Answer.safeParse(wrong).success).toBe(false);
});

test("bad input names the field at fault, an unknown one too", () => {
  const Form = z.strictObject({ items: z.array(z.strictObject({ price: z.int() })) });
  const pathOf = (input: unknown) => {
    const parsed = Form.safeParse(input);
    return parsed.success ? null : refuseInput(parsed.error).error;
  };
  expect(pathOf({ items: [{ price: 1 }, { price: "1" }] })).toMatchObject({
    code: "INVALID_INPUT",
    path: "items.1.price",
  });
  expect(pathOf({ items: [{ price: 1, tax: 2 }] })).toMatchObject({ path: "items.0.tax" });
  expect(pathOf({ items: [], more: 1 })).toMatchObject({ path: "more" });
  expect(pathOf("text")).not.toHaveProperty("path");
});

test("a case that cannot be is a fault", () => {
  expect(() => assertNever({ kind: "new" } as never)).toThrow('unexpected value: {"kind":"new"}');
});
