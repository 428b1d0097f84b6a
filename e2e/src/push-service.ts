import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "@playwright/test";
import { PushPayload } from "@showdrop/shared";

/** Stands where Google's and Mozilla's push services stand: takes messages for one browser and decrypts them. */
export type PushService = {
  /** What arrived, the first first. */
  received: PushPayload[];
  /** Lets a browser subscribe here instead of with its maker, and allows its pages to show messages. */
  serve(context: BrowserContext, origins: readonly string[]): Promise<void>;
  stop(): Promise<void>;
};

const expand = (ikm: Buffer, salt: Buffer, info: Buffer | string, length: number): Buffer =>
  Buffer.from(hkdfSync("sha256", ikm, salt, info, length));

/** Decrypts a message by RFC 8291 and RFC 8188. */
const decrypt = (body: Buffer, ecdh: ReturnType<typeof createECDH>, auth: Buffer): string => {
  const salt = body.subarray(0, 16);
  const senderKey = body.subarray(21, 21 + body.readUInt8(20));
  const record = body.subarray(21 + senderKey.length);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), senderKey]);
  const ikm = expand(ecdh.computeSecret(senderKey), auth, info, 32);
  const key = expand(ikm, salt, "Content-Encoding: aes128gcm\0", 16);
  const decipher = createDecipheriv("aes-128-gcm", key, expand(ikm, salt, "Content-Encoding: nonce\0", 12));
  decipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]).toString("utf8");
  // The text ends with a 2, and with zeros that hide its length.
  return padded.slice(0, padded.lastIndexOf("\u0002"));
};

export async function startPushService(): Promise<PushService> {
  const received: PushPayload[] = [];
  const ecdh = createECDH("prime256v1");
  const p256dh = ecdh.generateKeys("base64url");
  const auth = randomBytes(16);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push(PushPayload.parse(JSON.parse(decrypt(Buffer.concat(chunks), ecdh, auth))));
    response.writeHead(201).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const subscription = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send/one`,
    keys: { p256dh, auth: auth.toString("base64url") },
  };
  return {
    received,
    async serve(context, origins) {
      for (const origin of origins) await context.grantPermissions(["notifications"], { origin });
      // The one thing that a browser cannot do without its maker.
      await context.addInitScript((given) => {
        Object.assign(PushManager.prototype, {
          subscribe: async () => ({ toJSON: () => given, unsubscribe: async () => true }),
          getSubscription: async () => null,
        });
      }, subscription);
    },
    async stop() {
      server.close();
      await once(server, "close");
    },
  };
}

/** Hands a message to the page's service worker, as the browser does when its maker's service has one for it. */
export async function deliver(page: Page, payload: PushPayload): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  const registered = new Promise<string>((found) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      // A worker stands on every origin that the browser has open.
      const own = registrations.find(
        ({ isDeleted, scopeURL }) => !isDeleted && new URL(scopeURL).origin === origin,
      );
      if (own) found(own.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.deliverPushMessage", {
    origin,
    registrationId: await registered,
    data: JSON.stringify(payload),
  });
  await session.detach();
}

/** What the browser shows of messages now. */
export const shownMessages = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title, body, tag, lang, data }) => ({
      ...{ title, body, tag, lang },
      path: String(data?.path),
    }));
  });
