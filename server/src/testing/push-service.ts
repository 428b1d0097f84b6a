import { createDecipheriv, createECDH, createHash, hkdfSync, randomBytes, verify } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { PushPayload, type PushSubscription } from "@showdrop/shared";
import { z } from "zod";

/** A subscription as a browser makes it, at an address where nobody answers. */
export const sampleSubscription: PushSubscription = {
  endpoint: "https://push.example/send/one-browser",
  keys: {
    p256dh: createECDH("prime256v1").generateKeys("base64url"),
    auth: randomBytes(16).toString("base64url"),
  },
};

/** A message as it arrived, decrypted with its browser's keys. */
export interface Received {
  payload: PushPayload;
  headers: IncomingMessage["headers"];
}

export interface Browser {
  subscription: PushSubscription;
  received: Received[];
  /** How the push service answers the next messages for it; when these are used up, with 201. `hang`: never. */
  answers: (number | "hang" | { status: number; headers: Record<string, string> })[];
}

export interface PushService {
  url: string;
  /** Subscribes a new browser. */
  browser(): Browser;
  stop(): Promise<void>;
}

const expand = (ikm: Buffer, salt: Buffer, info: Buffer | string, length: number): Buffer =>
  Buffer.from(hkdfSync("sha256", ikm, salt, info, length));

/** Decrypts a message by RFC 8291 and RFC 8188, with nothing of what encrypted it. */
const decrypt = (body: Buffer, ecdh: ReturnType<typeof createECDH>, auth: Buffer): string => {
  const salt = body.subarray(0, 16);
  const senderKey = body.subarray(21, 21 + body.readUInt8(20));
  const record = body.subarray(21 + senderKey.length);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), senderKey]);
  const ikm = expand(ecdh.computeSecret(senderKey), auth, info, 32);
  const key = expand(ikm, salt, "Content-Encoding: aes128gcm\0", 16);
  const nonce = expand(ikm, salt, "Content-Encoding: nonce\0", 12);
  const decipher = createDecipheriv("aes-128-gcm", key, nonce);
  decipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  const end = padded.findLastIndex((byte) => byte !== 0);
  if (padded[end] !== 2) throw new Error("this is not the last record");
  return padded.subarray(0, end).toString("utf8");
};

const Claims = z.object({ aud: z.string(), exp: z.number(), sub: z.string() });

/** What the sender says of itself, when its signature is right (RFC 8292). */
export const vapidClaims = (authorization: string | undefined): z.infer<typeof Claims> & { key: string } => {
  const [, token = "", key = ""] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization ?? "") ?? [];
  const [header, claims, signature] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const jwk = {
    ...{ kty: "EC", crv: "P-256" },
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const right = verify(
    "sha256",
    Buffer.from(`${header}.${claims}`),
    { key: jwk, format: "jwk", dsaEncoding: "ieee-p1363" },
    Buffer.from(signature ?? "", "base64url"),
  );
  if (!right) throw new Error("the sender's signature is not right");
  return { ...Claims.parse(JSON.parse(Buffer.from(claims ?? "", "base64url").toString())), key };
};

/** A push service on this machine, as RFC 8030 has it: it takes messages for browsers and answers as a test wants. */
export const startPushService = async (): Promise<PushService> => {
  const browsers = new Map<string, Browser & { decrypt(body: Buffer): string }>();

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const browser = browsers.get(request.url ?? "");
    if (!browser) return void response.writeHead(404).end();
    const payload = PushPayload.parse(JSON.parse(browser.decrypt(Buffer.concat(chunks))));
    browser.received.push({ payload, headers: request.headers });
    const answer = browser.answers.shift() ?? 201;
    if (answer === "hang") return;
    if (typeof answer === "number") response.writeHead(answer).end();
    else response.writeHead(answer.status, answer.headers).end();
  };

  const server = createServer((request, response) => {
    receive(request, response).catch((error: unknown) => {
      console.error(error);
      response.writeHead(400).end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    browser() {
      const ecdh = createECDH("prime256v1");
      const p256dh = ecdh.generateKeys("base64url");
      const auth = randomBytes(16);
      const path = `/send/${createHash("sha256").update(p256dh).digest("hex").slice(0, 16)}`;
      const browser = {
        subscription: { endpoint: `${url}${path}`, keys: { p256dh, auth: auth.toString("base64url") } },
        received: [],
        answers: [],
        decrypt: (body: Buffer) => decrypt(body, ecdh, auth),
      };
      browsers.set(path, browser);
      return browser;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
};
