import { createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { ErrandOutcome } from "../errands/run-errands.ts";
import { lookupPublic, NOT_PUBLIC } from "../kit/public-address.ts";

/** Milliseconds that the other side may take to answer. */
const ANSWER_WITHIN_MS = 10_000;

/** What `Retry-After` asks for in seconds, in milliseconds; 0 when it says nothing that can be read. */
const retryAfterMs = (header: string | undefined): number =>
  header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : 0;

const outcomeOf = (status: number, retryAfter: string | undefined): ErrandOutcome => {
  if (status >= 200 && status < 300) return { kind: "sent" };
  // Whatever else it says may be mended at the other end: it has three days for that.
  return { kind: "later", afterMs: retryAfterMs(retryAfter), why: `status ${status}` };
};

/**
 * The header that proves who sent a body and when: `t=<seconds>,v1=<hex>`, the HMAC-SHA256 of `<seconds>.<body>` under
 * the shop's secret. The form is Stripe's (docs.stripe.com/webhooks#verify-manually), so what checks those checks these.
 */
export const signatureOf = (secret: string, body: string, seconds: number): string =>
  `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;

export interface SignedPost {
  url: URL;
  secret: string;
  body: string;
  /** The same for every attempt: the receiver keeps what it has seen of it. */
  idempotencyKey: string;
  /** Milliseconds since 1970. */
  now: number;
}

/**
 * Posts a body to an address that a person named, and reads no more of the answer than its status: what a stranger's
 * address says is nobody's to know. Redirects are not followed.
 * @param privateAddresses whether it may go to addresses of this network
 */
export const postSigned = (
  { url, secret, body, idempotencyKey, now }: SignedPost,
  privateAddresses: boolean,
): Promise<ErrandOutcome> =>
  new Promise((resolve) => {
    const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(
      url,
      {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          "user-agent": "Showdrop",
          "idempotency-key": idempotencyKey,
          "showdrop-signature": signatureOf(secret, body, Math.floor(now / 1000)),
        },
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        ...(privateAddresses ? {} : { lookup: lookupPublic }),
      },
      (response) => {
        resolve(outcomeOf(response.statusCode ?? 0, response.headers["retry-after"]));
        response.destroy();
      },
    );
    request.once("error", (error) => {
      const inside = "code" in error && error.code === NOT_PUBLIC;
      resolve({ kind: "later", afterMs: 0, why: inside ? "not a public address" : "no answer" });
    });
    request.end(body);
  });
