import { escapeHtml, page } from "./html-page.ts";
import { formatMoney } from "./money.ts";
import type { Intent } from "./three-d-secure.ts";

/** The bank's question about one payment, or about a card to be kept. `action` is where the answer is posted. */
export function questionPage(intent: Intent, last4: string, action: string): string {
  const card = `your card ending in <strong>${escapeHtml(last4)}</strong>`;
  const question =
    intent.object === "payment_intent"
      ? `A shop asks for <strong>${escapeHtml(formatMoney(intent.amount, intent.currency))}</strong> from ${card}.`
      : `A shop asks to keep ${card}. Nothing is charged.`;
  return page(
    "Your bank asks",
    `<h1>Your bank asks: is it you?</h1>
      <p>${question}</p>
      <form method="post" action="${escapeHtml(action)}">
        <button class="yes" name="outcome" value="complete">Complete</button>
        <button class="no" name="outcome" value="fail">Fail</button>
      </form>
      <p class="note">This is a simulation: no bank is involved and no money moves.</p>`,
  );
}

/** Where the answer ends when the shop gave no address to return to; tells the page around it, if there is one. */
export function closingPage(
  sentence: string,
  message: { intent: string; status: string },
  nonce: string,
): string {
  const data = JSON.stringify({ source: "stripe-simulator", type: "3ds_complete", ...message });
  return page(
    "Your bank",
    `<h1>${escapeHtml(sentence)}</h1>
      <p>You can close this page.</p>
      <script nonce="${nonce}">if (window.parent !== window) window.parent.postMessage(${data.replaceAll("<", "\\u003c")}, "*");</script>`,
  );
}

/** A challenge that nobody waits for: answered before, or what it was about was canceled or tried anew. */
export function closedPage(): string {
  return page(
    "Your bank",
    `<h1>Nothing to confirm</h1>
      <p>Nobody waits for your answer any more. Return to the shop and see how it stands.</p>`,
  );
}
