import { routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { goLive, openPage } from "../testing/stage.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test("a coupon reaches everybody in the show and those who come later, until it is taken down or switched off", async () => {
  const { owner, shop, show } = await goLive(server);
  const params = { showId: show.id };
  const discount = await owner.must(routes.createDiscount, {
    params: { shopId: shop.id },
    body: { code: "LIVE10", showId: show.id, quota: 5, benefit: { kind: "percentage", percent: 10 } },
  });
  const page = await openPage(server.visitor(), show.id);
  const { coupon } = await owner.must(routes.showCoupon, { params, body: { discountId: discount.id } });
  expect(coupon).toMatchObject({ code: "LIVE10", quota: 5, endsAt: null });
  expect((await page.hears("coupon:changed")).data).toEqual({ coupon });
  const late = await server.visitor().connect();
  const shown = async () => {
    const snapshot = await late.request("show:join", params);
    return snapshot.ok ? snapshot.data.coupon : snapshot.error;
  };
  expect(await shown()).toEqual(coupon);

  const stranger = await server.person("stranger");
  expect(await stranger.call(routes.showCoupon, { params, body: { discountId: null } })).toMatchObject({
    error: { code: "NOT_ALLOWED" },
  });
  const other = await goLive(server);
  expect(
    await other.owner.call(routes.showCoupon, {
      params: { showId: other.show.id },
      body: { discountId: discount.id },
    }),
  ).toMatchObject({ error: { code: "NOT_FOUND", path: "discountId" } });

  await owner.must(routes.showCoupon, { params, body: { discountId: null } });
  const rows = await server.db.collection("audit_log").find({ action: "coupon:show" }).toArray();
  expect(rows.map(({ actorId }) => String(actorId))).toEqual([owner.me.id, owner.me.id]);
  page.close();
  late.close();
});
