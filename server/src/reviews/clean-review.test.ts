import { expect, test } from "vitest";
import { cleanReview } from "./clean-review.ts";
import { distributionOf, ratingOf } from "./rating.ts";

test("a review keeps its paragraphs and loses what chat lines lose", () => {
  expect(cleanReview("  Lovely\u200b bowl.  \n\n\n\nIt   holds soup. \u202e")).toEqual({
    ok: true,
    data: "Lovely bowl.\n\nIt holds soup.",
  });
  expect(cleanReview("")).toEqual({ ok: true, data: "" });
});

test("links are refused wherever they stand, honest anger is not", () => {
  const long = "The glaze is even and deep. ".repeat(40);
  for (const text of ["Buy at cheap-bowls.shop", `${long}see www.bowls.com`, "cheap [dot] com"])
    expect([text, cleanReview(text)]).toMatchObject([text, { error: { code: "REVIEW_HAS_LINK" } }]);
  expect(cleanReview("This is shit. It broke on the first day. What a waste!")).toMatchObject({ ok: true });
  expect(cleanReview("Guaranteed profit, telegram me")).toMatchObject({ error: { code: "REVIEW_NOT_FIT" } });
});

test("an average has one decimal, and none says null", () => {
  expect(ratingOf([])).toEqual({ count: 0, average: null });
  expect(ratingOf([5, 4, 4])).toEqual({ count: 3, average: 4.3 });
  expect(distributionOf([5, 4, 4, 1])).toEqual([1, 0, 0, 2, 1]);
});
