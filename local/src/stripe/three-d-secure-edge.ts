import { type Response, Router, urlencoded } from "express";
import { z } from "zod";
import { finishChallenge } from "./authenticate.ts";
import type { Call } from "./call.ts";
import { randomToken } from "./ids.ts";
import { aboutWhat, awaitedBy } from "./three-d-secure.ts";
import { closedPage, closingPage, questionPage } from "./three-d-secure-page.ts";

const answer = z.strictObject({ outcome: z.enum(["complete", "fail"]) });

/** The bank's page. `run` executes what the buyer decided as one change, and sends its events. */
export function threeDSecureEdge(call: Call, run: <T>(work: () => T) => T): Router {
  const router = Router();

  router.get("/3ds/:id", (req, res) => {
    const challenge = call.store.get("challenge", req.params.id);
    const intent = challenge && awaitedBy(call, challenge);
    if (!challenge || !intent) return sendPage(res, challenge ? 200 : 404, closedPage());
    const method = call.store.get("payment_method", challenge.payment_method);
    sendPage(res, 200, questionPage(intent, method?.card?.last4 ?? "", `/3ds/${challenge.id}`));
  });

  router.post("/3ds/:id", urlencoded({ extended: false, limit: "1kb" }), (req, res) => {
    const parsed = answer.safeParse({ ...req.body });
    const challenge = call.store.get("challenge", req.params.id);
    if (!challenge) return sendPage(res, 404, closedPage());
    if (!parsed.success) return sendPage(res, 400, closedPage());
    const passed = parsed.data.outcome === "complete";
    const decided = run(() => finishChallenge(call, challenge, passed ? "passed" : "failed"));
    // Too late is an answer as well: the shop's page must not wait for one that never comes.
    const intent = decided ?? aboutWhat(call, challenge);
    if (!intent) return sendPage(res, 404, closedPage());

    const succeeded = !["requires_payment_method", "canceled"].includes(intent.status);
    if (challenge.return_url !== null) {
      const url = new URL(challenge.return_url);
      url.searchParams.set(intent.object, intent.id);
      url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret ?? "");
      url.searchParams.set("redirect_status", succeeded ? "succeeded" : "failed");
      return res.redirect(303, url.href);
    }
    const sentence = !decided
      ? "Nobody waits for your answer any more."
      : passed
        ? "Thank you, it is you."
        : "Refused: the shop was told.";
    const nonce = randomToken();
    const message = { intent: intent.id, status: intent.status };
    sendPage(res, 200, closingPage(sentence, message, nonce), nonce);
  });

  return router;
}

/** The page may be framed by the shop's; beyond its own style and one script nothing runs in it. */
function sendPage(res: Response, status: number, html: string, nonce?: string): void {
  const script = nonce === undefined ? "'none'" : `'nonce-${nonce}'`;
  res
    .status(status)
    .set("Content-Security-Policy", `default-src 'none'; style-src 'unsafe-inline'; script-src ${script}`)
    .set("Cache-Control", "no-store")
    .set("Referrer-Policy", "no-referrer")
    .type("html")
    .send(html);
}
