import { describe, expect, it } from "vitest";
import { declineOf } from "./decline.ts";

describe("a card that is not taken", () => {
  it.each([
    [{ code: "card_declined", decline_code: "insufficient_funds" }, "funds"],
    [{ code: "card_declined", decline_code: "generic_decline" }, "declined"],
    [{ code: "card_declined", decline_code: "stolen_card" }, "declined"],
    [{ code: "card_declined", decline_code: "test_mode_live_card" }, "testCard"],
    [{ code: "expired_card", decline_code: "expired_card" }, "expired"],
    [{ code: "payment_intent_authentication_failure" }, "bank"],
    [{ code: "something_new" }, null],
    [{}, null],
    [null, null],
    [undefined, null],
  ])("has the reason that the buyer may know: %o", (error, reason) => {
    expect(declineOf(error).reason).toBe(reason);
  });

  it("keeps the bank's words for what we have none for", () => {
    expect(declineOf({ code: "something_new", message: "Call us." })).toEqual({
      reason: null,
      message: "Call us.",
    });
  });
});
