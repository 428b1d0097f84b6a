import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import webPush from "web-push";
import { isPublicAddress, isPublicUrl, lookupPublic } from "../kit/public-address.ts";
import {
  type PushService,
  sampleSubscription,
  startPushService,
  vapidClaims,
} from "../testing/push-service.ts";
import { createPush } from "./push.ts";

const keys = webPush.generateVAPIDKeys();
const push = createPush({ ...keys, subject: "mailto:hello@shop.example", privateAddresses: true });
const payload = {
  title: "달항아리 공방 라이브가 시작됐어요",
  body: "가마 여는 날 <b>& 🏺</b>",
  path: "/shows/0123456789abcdef01234567",
  tag: "a-tag",
  locale: "ko",
} as const;
const options = { ttlSeconds: 900, topic: "a-topic" };

let service: PushService;
beforeAll(async () => {
  service = await startPushService();
});
afterAll(() => service.stop());

test("a message arrives encrypted for its browser and signed by this server", async () => {
  const browser = service.browser();
  expect(await push.send(browser.subscription, payload, options)).toEqual({ kind: "sent" });
  const [message] = browser.received;
  expect(message?.payload).toEqual(payload);
  expect(message?.headers).toMatchObject({
    ...{ ttl: "900", topic: "a-topic", urgency: "high", "content-encoding": "aes128gcm" },
  });
  const claims = vapidClaims(message?.headers.authorization);
  expect(claims).toMatchObject({
    ...{ aud: service.url, sub: "mailto:hello@shop.example", key: keys.publicKey },
  });
  // RFC 8292: no more than 24 hours ahead.
  expect(claims.exp - Date.now() / 1000).toBeLessThanOrEqual(24 * 3600);
});

test.each([
  [201, { kind: "sent" }],
  [404, { kind: "gone" }],
  [410, { kind: "gone" }],
  [400, { kind: "refused", why: "status 400" }],
  [403, { kind: "refused", why: "status 403" }],
  [413, { kind: "refused", why: "status 413" }],
  // A redirection is not followed: it could lead anywhere.
  [307, { kind: "refused", why: "status 307" }],
  [429, { kind: "later", afterMs: 0, why: "status 429" }],
  [500, { kind: "later", afterMs: 0, why: "status 500" }],
  [503, { kind: "later", afterMs: 0, why: "status 503" }],
  [
    { status: 429, headers: { "retry-after": "30" } },
    { kind: "later", afterMs: 30_000, why: "status 429" },
  ],
  [
    { status: 503, headers: { "retry-after": "soon" } },
    { kind: "later", afterMs: 0, why: "status 503" },
  ],
])("an answer of %o means %o", async (answer, outcome) => {
  const browser = service.browser();
  browser.answers.push(answer);
  expect(await push.send(browser.subscription, payload, options)).toEqual(outcome);
});

test("nobody there is another time's work; keys that are none are nobody's", async () => {
  const gone = createServer().listen(0, "127.0.0.1");
  await once(gone, "listening");
  const endpoint = `http://127.0.0.1:${(gone.address() as AddressInfo).port}/send/x`;
  gone.close();
  await once(gone, "close");
  expect(await push.send({ ...sampleSubscription, endpoint }, payload, options)).toMatchObject({
    kind: "later",
  });
  const noPoint = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString("base64url");
  const subscription = { ...service.browser().subscription, keys: { p256dh: noPoint, auth: "A".repeat(22) } };
  expect(await push.send(subscription, payload, options)).toEqual({ kind: "gone" });
});

test("addresses of this machine and network are nobody's push service", () => {
  for (const address of [
    ...["127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"],
    ...["255.255.255.255", "224.0.0.1", "::1", "::", "fe80::1", "fd00::1", "::ffff:10.0.0.1"],
    ...["::ffff:7f00:1", "64:ff9b::a00:1", "2002:a00:1::", "ff02::1", "nonsense", ""],
  ])
    expect([address, isPublicAddress(address)]).toEqual([address, false]);
  for (const address of ["8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])
    expect([address, isPublicAddress(address)]).toEqual([address, true]);
});

test("a push service is named, by https on its usual port", () => {
  for (const url of [
    "https://fcm.googleapis.com/fcm/send/abc",
    "https://updates.push.services.mozilla.com/wpush/v2/x",
    "https://web.push.apple.com/QGuQyavXutnMH",
    "https://wns2-db5p.notify.windows.com/w/?token=x",
  ])
    expect([url, isPublicUrl(url)]).toEqual([url, true]);
  for (const url of [
    ...["http://push.example/x", "https://127.0.0.1/x", "https://[::1]/x", "https://2130706433/x"],
    ...["https://0x7f.1/x", "https://localhost/x", "https://redis/x", "https://push.example:6379/x"],
    ...["https://a:b@push.example/", "https://printer.local/", "https://db.internal/x", "ftp://push.example"],
    ...["https://push.example./x", "nonsense"],
  ])
    expect([url, isPublicUrl(url)]).toEqual([url, false]);
});

test("a name that leads to this machine leads nowhere", async () => {
  // Every resolver knows localhost; a stranger's name with such an address is looked up in the same way.
  const failed = await new Promise((resolve) => {
    lookupPublic("localhost", { all: true }, (error) => resolve(error?.code));
  });
  expect(failed).toBe("ENOTPUBLIC");
  const guarded = createPush({ ...keys, subject: "mailto:hello@shop.example", privateAddresses: false });
  const browser = service.browser();
  expect(await guarded.send(browser.subscription, payload, options)).toEqual({ kind: "gone" });
  expect(browser.received).toEqual([]);
});
