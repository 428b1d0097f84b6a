import type { Locale, NotificationKind } from "@showdrop/shared";
import type { OutgoingMail } from "../mail/mail.ts";
import { type About, frameOf, wordingOf } from "./wording.ts";

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand in HTML, in an element or an attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

export interface Letter {
  /** The notification's id: every copy of its email has the same Message-ID. */
  id: string;
  to: string;
  locale: Locale;
  kind: NotificationKind;
  about: About;
  showUrl: URL;
  preferencesUrl: URL;
  /** The page behind the link in the text, and the address that a mail program's own button calls. */
  unsubscribe: { page: URL; oneClick: URL };
}

/** A notification as an email: the same words as plain text and as HTML, and a way out of it that takes one click. */
export const writeLetter = (letter: Letter): OutgoingMail => {
  const { id, to, locale, kind, about, showUrl, preferencesUrl, unsubscribe } = letter;
  const words = wordingOf(locale, kind);
  const frame = frameOf[locale];
  const [title, body, reason] = [words.title(about), words.body(about), words.reason(about)];
  const link = (url: URL, label: string) =>
    `<a href="${escapeHtml(url.href)}" style="color:inherit">${escapeHtml(label)}</a>`;
  return {
    to,
    // A line break in a name would begin another header.
    subject: words.subject(about).replace(/\s+/g, " "),
    text: [
      title,
      body,
      "",
      `${frame.watch}: ${showUrl.href}`,
      "",
      "--",
      reason,
      `${words.ends}: ${unsubscribe.page.href}`,
      `${frame.preferences}: ${preferencesUrl.href}`,
      "",
    ].join("\n"),
    html: `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>
<body style="margin:0;padding:24px 16px;font-family:system-ui,-apple-system,'Apple SD Gothic Neo','Malgun Gothic',sans-serif;word-break:keep-all">
<div style="max-width:480px;margin:0 auto">
<p style="margin:0 0 24px;font-weight:700">Showdrop</p>
<h1 style="margin:0 0 8px;font-size:24px;line-height:1.25">${escapeHtml(title)}</h1>
<p style="margin:0 0 24px;font-size:16px;line-height:1.5">${escapeHtml(body)}</p>
<p style="margin:0 0 32px"><a href="${escapeHtml(showUrl.href)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#d92f3f;color:#ffffff;font-weight:600;text-decoration:none">${escapeHtml(frame.watch)}</a></p>
<p style="margin:0;font-size:13px;line-height:1.6;opacity:.75">${escapeHtml(reason)}<br>${link(unsubscribe.page, words.ends)} · ${link(preferencesUrl, frame.preferences)}</p>
</div>
</body>
</html>
`,
    messageId: `<notification-${id}@${showUrl.hostname}>`,
    headers: {
      // RFC 2369 and RFC 8058: the button that mail programs show beside the sender.
      "List-Unsubscribe": `<${unsubscribe.oneClick.href}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      // Nobody's absence note should answer it (RFC 3834).
      "Auto-Submitted": "auto-generated",
    },
  };
};
