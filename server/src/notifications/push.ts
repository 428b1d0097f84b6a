import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { PushPayload, PushSubscription } from "@showdrop/shared";
import webPush from "web-push";
import { isPublicUrl, lookupPublic, NOT_PUBLIC } from "../kit/public-address.ts";
import type { Outcome } from "./outcome.ts";

export interface PushSettings {
  /** VAPID's key pair (RFC 8292), in base64url. */
  publicKey: string;
  privateKey: string;
  /** Whom a push service writes to when something is wrong: a mailto: or https: address. */
  subject: string;
  /** Whether push messages may go to addresses of this network too. Never in production. */
  privateAddresses: boolean;
}

export interface Push {
  /** Whether push messages may be sent to an address at all. */
  isAddress(endpoint: string): boolean;
  /**
   * Encrypts a message for a device (RFC 8291) and hands it to its push service (RFC 8030).
   * @param options.ttlSeconds for how long the push service keeps it for a device that is away
   * @param options.topic a later message with the same one takes its place while it waits there
   */
  send(
    subscription: PushSubscription,
    payload: PushPayload,
    options: { ttlSeconds: number; topic: string },
  ): Promise<Outcome>;
}

/** Milliseconds until a push service that says nothing counts as away. */
const ANSWER_WITHIN_MS = 10_000;

/** What `Retry-After` asks for, in milliseconds; 0 when it says nothing that can be read (RFC 9110). */
const retryAfterMs = (header: string | undefined, now: number): number => {
  if (header === undefined) return 0;
  const ms = /^\d{1,6}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
};

const outcomeOf = (status: number, retryAfter: string | undefined, now: number): Outcome => {
  if (status >= 200 && status < 300) return { kind: "sent" };
  if (status === 404 || status === 410) return { kind: "gone" };
  if (status === 408 || status === 429 || status >= 500)
    return { kind: "later", afterMs: retryAfterMs(retryAfter, now), why: `status ${status}` };
  return { kind: "refused", why: `status ${status}` };
};

export const createPush = (settings: PushSettings): Push => {
  const { privateAddresses } = settings;
  const isAddress = (endpoint: string): boolean => privateAddresses || isPublicUrl(endpoint);

  /** Hands the bytes over and reads no more than the status: what a stranger's address answers is nobody's to know. */
  const hand = (url: URL, headers: Record<string, string>, body: Buffer): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(
        url,
        {
          method: "POST",
          headers,
          signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
          ...(privateAddresses ? {} : { lookup: lookupPublic }),
        },
        (response) => {
          resolve(outcomeOf(response.statusCode ?? 0, response.headers["retry-after"], Date.now()));
          response.destroy();
        },
      );
      request.once("error", reject);
      request.end(body);
    });

  return {
    isAddress,
    async send(subscription, payload, { ttlSeconds, topic }) {
      if (!isAddress(subscription.endpoint)) return { kind: "gone" };
      let details: ReturnType<typeof webPush.generateRequestDetails>;
      try {
        details = webPush.generateRequestDetails(subscription, JSON.stringify(payload), {
          vapidDetails: settings,
          contentEncoding: "aes128gcm",
          TTL: ttlSeconds,
          urgency: "high",
          topic,
        });
      } catch {
        // Its keys are no keys: no browser can read what is encrypted with them.
        return { kind: "gone" };
      }
      const headers = Object.fromEntries(
        Object.entries(details.headers).map(([name, value]) => [name, String(value)]),
      );
      try {
        return await hand(new URL(details.endpoint), headers, details.body ?? Buffer.alloc(0));
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === NOT_PUBLIC) return { kind: "gone" };
        return { kind: "later", afterMs: 0, why: error instanceof Error ? error.message : "no answer" };
      }
    },
  };
};
