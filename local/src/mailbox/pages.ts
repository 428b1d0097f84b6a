import type { Mail } from "./mails.ts";

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem }
  h1 { font-size: 1.4rem } a { color: inherit }
  ul { list-style: none; padding: 0 } li { border-top: 1px solid light-dark(#ddd, #444) }
  li a { display: block; padding: .75rem 0; text-decoration: none } li a:hover { text-decoration: underline }
  small, dt { color: light-dark(#666, #aaa) } dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem }
  dd { margin: 0; overflow-wrap: anywhere } pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem }
  iframe { width: 100%; height: 30rem; border: 1px solid light-dark(#ddd, #444); border-radius: .5rem }
`;

const page = (title: string, content: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(title)}</title>
    <style>${STYLE}</style>
  </head>
  <body>${content}</body>
</html>
`;

const receiversOf = ({ email }: Mail): string => (email.to ?? []).map(({ address }) => address).join(", ");

/** Everything that was sent, newest first. */
export function listPage(mails: readonly Mail[]): string {
  const rows = mails.map(
    (mail) => `<li><a href="/mails/${mail.id}">${escapeHtml(mail.email.subject ?? "(no subject)")}<br>
      <small>to ${escapeHtml(receiversOf(mail))} · ${escapeHtml(mail.email.date ?? "")}</small></a></li>`,
  );
  return page(
    "Mailbox",
    `<h1>Mailbox</h1>
    <p><small>What Showdrop sends by email ends here: nothing leaves this machine.</small></p>
    ${rows.length === 0 ? "<p>No mail yet.</p>" : `<ul>${rows.join("")}</ul>`}`,
  );
}

/** One mail: who, what, both its forms, and how it came over the wire. */
export function mailPage(mail: Mail): string {
  const { email, raw } = mail;
  const rows: [string, string][] = [
    ["From", email.from?.address ?? ""],
    ["To", receiversOf(mail)],
    ["Date", email.date ?? ""],
  ];
  return page(
    email.subject ?? "Mail",
    `<p><a href="/">← Mailbox</a></p>
    <h1>${escapeHtml(email.subject ?? "(no subject)")}</h1>
    <dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join("")}</dl>
    ${email.html ? `<iframe src="/mails/${mail.id}/html" title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>` : ""}
    <h2>As plain text</h2><pre>${escapeHtml(email.text ?? "")}</pre>
    <details><summary>As it was sent</summary><pre>${escapeHtml(raw)}</pre></details>`,
  );
}

/** The mail's HTML itself; its links open in a window of their own. */
export const htmlPage = ({ email }: Mail): string => `<base target="_blank">${email.html ?? ""}`;
