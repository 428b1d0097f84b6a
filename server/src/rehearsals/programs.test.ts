import { MediaToken, REHEARSAL_PATH, routes } from "@showdrop/shared";
import { jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { peopleOf } from "../testing/harness.ts";
import { mediaNodes } from "../testing/media-nodes.ts";
import { mediaOrders } from "../testing/media-orders.ts";
import { type OwnRedis, startOwnRedis } from "../testing/redis.ts";
import { type Sale, startSale } from "../testing/sale.ts";
import { soon } from "../testing/stage.ts";

let redis: OwnRedis;
let sale: Sale;
beforeAll(async () => {
  redis = await startOwnRedis();
  sale = await startSale({ server: { REDIS_URL: redis.url } });
  await mediaNodes(() => sale.server.parts.redis).register("node");
  // A shop has one show on the air.
  await sale.host.must(routes.endShow, { params: { showId: sale.show.id } });
});
afterAll(async () => {
  await sale.stop();
  await redis.kill();
});

/** A scheduled show of the shop, and what a program does with the shop's key. */
const scheduleFor = async (title: string) => {
  const { host, shopId, server } = sale;
  const { key } = await host.must(routes.rotateStreamKey, { params: { shopId } });
  const show = await host.must(routes.scheduleShow, {
    params: { shopId },
    body: { title, startsAt: soon() },
  });
  const params = { showId: show.id };
  const send = () =>
    fetch(`${server.url}/whip/${show.id}`, {
      method: "POST",
      redirect: "manual",
      body: "v=0\r\n",
      headers: { "content-type": "application/sdp", authorization: `Bearer ${key}` },
    });
  const statusNow = async () => (await host.must(routes.readShow, { params })).status;
  return { show, params, send, statusNow };
};

const passOf = async (response: Response) => {
  const token = new URL(response.headers.get("location") ?? "").searchParams.get("token") ?? "";
  const secret = new TextEncoder().encode(sale.server.config.mediaTokenSecret);
  return MediaToken.parse((await jwtVerify(token, secret)).payload);
};

test("a program sends to the rehearsal of its show, and does not begin the show when that is over", async () => {
  const { host, server } = sale;
  const { show, params, send, statusNow } = await scheduleFor("Third firing");
  const { running } = await host.must(routes.startRehearsal, { params, body: { locale: "en" } });
  const played = { showId: running?.rehearsalId ?? "" };
  expect(await passOf(await send())).toMatchObject({ ...played, role: "host", record: false });
  expect(await statusNow()).toBe("scheduled");
  const inside = peopleOf(`${server.url}${REHEARSAL_PATH}`).visitor();
  const headers = { cookie: host.cookie() };
  expect(await inside.must(routes.readShow, { params: played, headers })).toMatchObject({ status: "live" });
  // It reconnects: the same again.
  expect(await passOf(await send())).toMatchObject(played);

  await host.must(routes.finishRehearsal, { params, body: { measured: null } });
  expect(await host.must(routes.readRehearsals, { params })).toMatchObject({ byProgram: true });
  const refused = await send();
  expect([refused.status, await refused.json()]).toMatchObject([409, { error: { code: "SHOW_REHEARSED" } }]);
  expect(await statusNow()).toBe("scheduled");

  await host.must(routes.startShow, { params });
  expect(await passOf(await send())).toMatchObject({ showId: show.id, role: "host" });
  await host.must(routes.endShow, { params });
});

test("a key that is replaced ends what is sent with it to a rehearsal", async () => {
  const { host, shopId, server } = sale;
  const { params, send } = await scheduleFor("Fourth firing");
  const { running } = await host.must(routes.startRehearsal, { params, body: { locale: "en" } });
  const { showId, userId } = await passOf(await send());
  expect(showId).toBe(running?.rehearsalId);
  await host.must(routes.rotateStreamKey, { params: { shopId } });
  expect(await mediaOrders(server.parts.redis, showId)).toContainEqual({
    type: "sender:removed",
    showId,
    userId,
  });
  await host.must(routes.finishRehearsal, { params, body: { measured: null } });
});

test("a rehearsal without a program leaves the next show to whoever begins it first", async () => {
  const { host } = sale;
  const { params, send, statusNow } = await scheduleFor("Fifth firing");
  await host.must(routes.startRehearsal, { params, body: { locale: "en" } });
  await host.must(routes.finishRehearsal, { params, body: { measured: null } });
  expect((await send()).status).toBe(307);
  expect(await statusNow()).toBe("live");
});
