import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Order, routes, type WriteReview } from "@showdrop/shared";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomToken } from "../kit/random.ts";
import type { Client } from "../testing/harness.ts";
import { type Sale, startSale } from "../testing/sale.ts";
import { joinTeam } from "../testing/stage.ts";

const uploadDir = join(tmpdir(), `showdrop-reviews-${randomToken(6)}`);
let sale: Sale;
let productId: string;
let dropId: string;
beforeAll(async () => {
  sale = await startSale({ server: { UPLOAD_DIR: uploadDir } });
  dropId = (await sale.drop({ quantity: 100 })).id;
  const { items } = await sale.host.must(routes.listProducts, { params: { shopId: sale.shopId } });
  productId = items[0]?.id ?? "";
});
afterAll(() => sale.stop());

const photo = async () =>
  new Blob([
    new Uint8Array(
      await sharp({ create: { width: 900, height: 600, channels: 3, background: "#4a7" } })
        .jpeg()
        .toBuffer(),
    ),
  ]);

const send = async (order: Order): Promise<void> => {
  const params = { orderId: order.id };
  const [box] = (await sale.host.must(routes.packOrder, { params, body: {} })).shipments;
  await sale.host.must(routes.shipShipment, {
    params: { ...params, shipmentId: box?.id ?? "" },
    body: { carrier: "other", trackingNumber: null },
  });
};

/** Somebody who has bought the bowl and has it. */
const owner = async (name: string): Promise<Client> => {
  const client = await sale.server.person(name);
  await send(await sale.buy(client, dropId));
  return client;
};

const write = (client: Client, given: Partial<WriteReview> = {}) =>
  client.call(routes.writeReview, {
    params: { productId },
    body: { stars: 5, text: "Holds soup.", named: true, ...given },
  });
const read = (client: Client = sale.server.visitor(), query = {}) =>
  client.must(routes.listReviews, { params: { productId }, query });
const rating = async () =>
  (await sale.server.visitor().must(routes.readProduct, { params: { productId } })).product.rating;
const refused = (code: string) => ({ ok: false, error: { code } });

test("only who bought it and has it may review it (invariant 18)", async () => {
  const { server, host } = sale;
  const stranger = await server.person("stranger");
  expect(await write(stranger)).toMatchObject(refused("REVIEW_NOT_BOUGHT"));
  expect((await read(stranger)).right).toBe("not_bought");
  expect((await read()).right).toBe("sign_in");
  expect(await write(server.visitor())).toMatchObject(refused("SIGN_IN_REQUIRED"));
  expect(await write(host)).toMatchObject(refused("REVIEW_OF_OWN_SHOP"));

  const buyer = await server.person("buyer");
  const order = await sale.buy(buyer, dropId);
  expect(await write(buyer)).toMatchObject(refused("REVIEW_NOT_YET"));
  const upload = () => buyer.call(routes.uploadReviewPhoto, { params: { productId }, file: new Blob(["x"]) });
  expect(await upload()).toMatchObject(refused("REVIEW_NOT_YET"));
  await send(order);
  expect(await upload()).toMatchObject(refused("IMAGE_UNSUPPORTED"));
  expect(await write(buyer)).toMatchObject({
    ok: true,
    data: { author: "buyer", variantName: "White", boughtIn: { title: "Kiln opening" }, hidden: null },
  });
  await buyer.must(routes.deleteReview, { params: { productId } });

  // All of its money went back: they are no buyer any more.
  await host.must(routes.refundOrder, {
    params: { orderId: order.id },
    body: {
      lines: order.lines.map(({ id, quantity }) => ({ lineId: id, quantity })),
      ...{ amount: order.totals.total.amount, restock: false, reason: "damaged" },
    },
  });
  expect(await write(buyer)).toMatchObject(refused("REVIEW_NOT_BOUGHT"));
  expect(await rating()).toEqual({ count: 0, average: null });
});

test("one review a person; average, count and spread follow every change", async () => {
  const [ann, bob, cleo] = await Promise.all([owner("ann"), owner("bob"), owner("cleo")]);
  await write(ann, { stars: 5 });
  await write(bob, { stars: 2, text: "Smaller than I thought.\n\nStill fine.", named: false });
  // Twice by one person, at the same time as another's.
  await Promise.all([write(cleo, { stars: 4 }), write(ann, { stars: 4, text: "On second thought." })]);
  expect(await rating()).toEqual({ count: 3, average: 3.3 });
  const page = await read(ann);
  expect(page).toMatchObject({ distribution: [0, 1, 0, 2, 0], right: "may", answers: false, more: false });
  expect(page.items).toHaveLength(3);
  expect(page.mine).toMatchObject({ stars: 4, text: "On second thought.", editedAt: expect.any(String) });
  expect(page.items.find(({ stars }) => stars === 2)).toMatchObject({
    author: null,
    text: "Smaller than I thought.\n\nStill fine.",
  });
  expect(JSON.stringify(page.items)).not.toContain("bob");

  const bobs = page.items.find(({ stars }) => stars === 2)?.id ?? "";
  const helpful = (client: Client, is: boolean) =>
    client.call(routes.findReviewHelpful, { params: { reviewId: bobs }, body: { helpful: is } });
  expect(await helpful(bob, true)).toMatchObject(refused("NOT_ALLOWED"));
  await helpful(ann, true);
  await helpful(ann, true);
  expect(await helpful(cleo, true)).toMatchObject({ ok: true, data: { helpful: 2 } });
  expect((await read(ann, { order: "helpful", limit: 1 })).items.map(({ id }) => id)).toEqual([bobs]);
  expect(await read(ann, { order: "helpful", limit: 1 })).toMatchObject({ more: true, foundHelpful: [bobs] });
  expect(await helpful(ann, false)).toMatchObject({ ok: true, data: { helpful: 1 } });

  expect(await write(ann, { text: "Cheaper at bowls.shop" })).toMatchObject(refused("REVIEW_HAS_LINK"));
  for (const client of [ann, bob, cleo]) await client.must(routes.deleteReview, { params: { productId } });
  expect(await rating()).toEqual({ count: 0, average: null });
});

test("photos are re-encoded, are the reviewer's own, and go with the review", async () => {
  const [dora, eve] = await Promise.all([owner("dora"), owner("eve")]);
  const upload = async () =>
    dora.must(routes.uploadReviewPhoto, { params: { productId }, file: await photo() });
  const [first, second] = [await upload(), await upload()];
  expect(first).toMatchObject({ width: 900, height: 600, url: expect.stringMatching(/\.webp$/) });
  expect(await write(eve, { photoIds: [first.id] })).toMatchObject({
    error: { code: "INVALID_INPUT", path: "photoIds.0" },
  });
  // Nor are they the shop's to sell with.
  expect(
    await sale.host.call(routes.editProduct, { params: { productId }, body: { imageIds: [first.id] } }),
  ).toMatchObject({ error: { code: "INVALID_INPUT", path: "imageIds.0" } });
  const review = await write(dora, { photoIds: [first.id] });
  expect(review).toMatchObject({ ok: true, data: { photos: [{ id: first.id }] } });
  const served = () => fetch(`${sale.server.url}${first.url}`);
  expect([(await served()).status, (await served()).headers.get("content-type")]).toEqual([
    200,
    "image/webp",
  ]);
  // The other one was not taken into the review: nothing keeps it.
  expect((await fetch(`${sale.server.url}${second.url}`)).status).toBe(404);
  await dora.must(routes.deleteReview, { params: { productId } });
  expect((await served()).status).toBe(404);
  expect(await readdir(uploadDir)).toEqual([]);
});

test("the shop answers once and cannot take a bad review away; operators can, with a reason (invariant 19)", async () => {
  const { server, host, shopId } = sale;
  const [finn, gil, operator] = await Promise.all([owner("finn"), owner("gil"), server.person("operator")]);
  await server.db.collection("users").updateOne({ email: operator.me.email }, { $set: { operator: true } });
  const moderator = await server.person("moderator");
  await joinTeam(host, shopId, moderator, "moderator");
  await write(gil, { stars: 5 });
  await write(finn, { stars: 1, text: "It leaks." });
  const bad = (await read()).items.find(({ stars }) => stars === 1)?.id ?? "";
  const params = { reviewId: bad };
  const answer = (client: Client, text: string) =>
    client.call(routes.answerReview, { params, body: { text } });
  expect(await answer(moderator, "No it does not")).toMatchObject(refused("NOT_ALLOWED"));
  expect(await answer(gil, "No it does not")).toMatchObject(refused("NOT_ALLOWED"));
  const answers = await Promise.all([answer(host, "We will replace it."), answer(host, "We are sorry.")]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.find(({ ok }) => !ok)).toMatchObject(refused("REVIEW_ANSWERED"));
  expect((await read()).items.find(({ id }) => id === bad)?.answer?.text).toMatch(/^We /);

  const judge = (client: Client, verdict: "hide" | "keep") =>
    client.call(routes.judgeReview, { params, body: { verdict, reason: "It names a person" } });
  expect(await judge(host, "hide")).toMatchObject(refused("NOT_ALLOWED"));
  const report = (client: Client) =>
    client.call(routes.reportReview, { params, body: { reason: "harassment" } });
  expect(await report(finn)).toMatchObject(refused("NOT_ALLOWED"));
  for (const client of [host, host, gil]) expect(await report(client)).toMatchObject({ ok: true });
  expect(await host.call(routes.listReviewCases)).toMatchObject(refused("NOT_ALLOWED"));
  const cases = async () => (await operator.must(routes.listReviewCases)).items;
  expect(await cases()).toMatchObject([{ review: { id: bad }, count: 2, reasons: { harassment: 2 } }]);
  expect(await rating()).toEqual({ count: 2, average: 3 });

  expect(await judge(operator, "hide")).toMatchObject({ ok: true });
  expect(await rating()).toEqual({ count: 1, average: 5 });
  expect((await read()).items.map(({ id }) => id)).not.toContain(bad);
  expect((await read(finn)).mine).toMatchObject({ hidden: "It names a person" });
  // Changed by its author it stays hidden.
  await write(finn, { stars: 1, text: "It leaks, really." });
  expect(await rating()).toEqual({ count: 1, average: 5 });
  expect(await cases()).toMatchObject([{ review: { id: bad }, count: 0, hidden: "It names a person" }]);
  expect(await judge(operator, "keep")).toMatchObject({ ok: true });
  expect(await rating()).toEqual({ count: 2, average: 3 });
  expect(await cases()).toEqual([]);
  const rows = await server.db
    .collection("audit_log")
    .find({ subject: `review:${bad}` })
    .toArray();
  expect(rows.map(({ action }) => action)).toEqual(["review:answer", "review:hide", "review:keep"]);
});
