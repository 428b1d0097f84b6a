import type Stripe from "stripe";
import { formatMoney } from "./money.ts";

/** The bank's question about one payment. `action` is where the answer is posted. */
export function questionPage(intent: Stripe.PaymentIntent, last4: string, action: string): string {
  const amount = escapeHtml(formatMoney(intent.amount, intent.currency));
  return page(
    "Your bank asks",
    `<h1>Your bank asks: is it you?</h1>
      <p>A shop asks for <strong>${amount}</strong> from your card ending in <strong>${escapeHtml(last4)}</strong>.</p>
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
  message: { paymentIntent: string; status: string },
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

/** A challenge that nobody waits for: answered before, or its payment was canceled or tried anew. */
export function closedPage(): string {
  return page(
    "Your bank",
    `<h1>Nothing to confirm</h1>
      <p>This payment no longer waits for your answer. Return to the shop and see how it stands.</p>`,
  );
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <main>
      <p class="bank"><span aria-hidden="true">◆</span> Simulated Bank</p>
      ${content}
    </main>
  </body>
</html>
`;
}

const STYLE = `
  :root { color-scheme: light dark; --ground: #eef1f6; --card: #fff; --ink: #17202e; --soft: #556070; --line: #d5dbe5; --brand: #1f4fd8; }
  @media (prefers-color-scheme: dark) { :root { --ground: #10141b; --card: #1a212c; --ink: #edf1f7; --soft: #a5b0c0; --line: #364152; --brand: #3d6bec; } }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 16px; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
  main { width: 100%; max-width: 400px; padding: clamp(20px, 6vw, 32px); background: var(--card); border: 1px solid var(--line); border-radius: 16px; box-shadow: 0 12px 32px rgb(16 24 40 / 12%); }
  .bank { margin: 0 0 20px; color: var(--brand); font-weight: 650; }
  @media (prefers-color-scheme: dark) { .bank { color: #9db6ff; } }
  h1 { margin: 0 0 8px; font-size: 1.5rem; line-height: 1.25; }
  p { margin: 0 0 16px; }
  form { display: grid; gap: 10px; margin: 24px 0 16px; }
  button { min-height: 48px; border: 1px solid var(--line); border-radius: 10px; background: transparent; color: inherit; font: inherit; font-weight: 600; cursor: pointer; }
  button.yes { background: var(--brand); border-color: var(--brand); color: #fff; }
  button:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
  .note { margin: 0; color: var(--soft); font-size: .875rem; }
`;

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
