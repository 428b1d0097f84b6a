import { type Response, Router, urlencoded } from "express";
import { z } from "zod";
import { setAccountState } from "./accounts.ts";
import type { Call } from "./call.ts";
import { escapeHtml, page } from "./html-page.ts";

const answer = z.strictObject({ outcome: z.enum(["complete", "leave"]) });

/** Stripe's page that asks a shop's owner who they are. `run` executes what they decide as one change. */
export function onboardingEdge(call: Call, run: <T>(work: () => T) => T): Router {
  const router = Router();

  router.get("/onboarding/:id", (req, res) => {
    const link = call.store.get("onboarding", req.params.id);
    const account = link && call.store.get("account", link.account);
    if (!link || !account) return sendPage(res, 404, nothing);
    // A link is good once and for minutes; the shop is asked for a new one.
    if (link.used || link.expires_at <= call.clock.now()) return res.redirect(303, link.refresh_url);
    sendPage(
      res,
      200,
      page(
        "Get paid",
        `<h1>Tell us about your business</h1>
      <p>A shop wants its sales paid to <strong>${escapeHtml(account.email ?? "you")}</strong>. Stripe would ask for a name, an address, a bank account and papers here.</p>
      <form method="post" action="/onboarding/${escapeHtml(link.id)}">
        <button class="yes" name="outcome" value="complete">Tell everything</button>
        <button class="no" name="outcome" value="leave">Finish later</button>
      </form>
      <p class="note">This is a simulation: nobody is asked for anything and no money moves.</p>`,
        "Simulated Connect",
      ),
    );
  });

  router.post("/onboarding/:id", urlencoded({ extended: false, limit: "1kb" }), (req, res) => {
    const parsed = answer.safeParse({ ...req.body });
    const link = call.store.get("onboarding", req.params.id);
    if (!link || !parsed.success) return sendPage(res, 404, nothing);
    if (link.used || link.expires_at <= call.clock.now()) return res.redirect(303, link.refresh_url);
    run(() => {
      call.store.put("onboarding", { ...link, used: true });
      if (parsed.data.outcome === "complete")
        setAccountState(call, { account: link.account, state: "ready" });
    });
    res.redirect(303, link.return_url);
  });

  return router;
}

const nothing = page(
  "Get paid",
  `<h1>Nothing here</h1>
      <p>This link leads nowhere. Ask the shop for a new one.</p>`,
  "Simulated Connect",
);

function sendPage(res: Response, status: number, html: string): void {
  res
    .status(status)
    .set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
    .set("Cache-Control", "no-store")
    .set("Referrer-Policy", "no-referrer")
    .type("html")
    .send(html);
}
