import {
  type Carrier,
  carrierFacts,
  formatMoney,
  type Locale,
  type Money,
  type OrderMailKind,
  trackingUrl,
} from "@showdrop/shared";
import type { OutgoingMail } from "../mail/mail.ts";
import { escapeHtml } from "../notifications/letter.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import { frameOf, wordingOf } from "./wording.ts";

/** What a mail tells of beside the order itself. */
export interface LetterSubject {
  /** The units that it is about, by line; all of the order's when it is not said. */
  units?: readonly { lineId: string; quantity: number }[];
  parcel?: { carrier: Carrier; trackingNumber: string | null };
  money?: { amount: Money; refunded: Money };
}

export interface OrderLetter {
  kind: OrderMailKind;
  order: OrderRecord;
  locale: Locale;
  shopName: string;
  /** Its buyer's page about the order; a guest's with their key. */
  orderUrl: URL;
  /** The same for every attempt to send it. */
  messageId: string;
  subject: LetterSubject;
}

const intlLocale = { en: "en-US", ko: "ko-KR" } as const satisfies Record<Locale, string>;

/** A label and what stands beside it. */
type Row = [label: string, value: string];

const totalRows = ({ order, locale }: OrderLetter): Row[] => {
  const frame = frameOf[locale];
  const { items, discounts, shipping, taxes, total } = order.totals;
  const money = (amount: Money): string => formatMoney(amount, intlLocale[locale]);
  return [
    [frame.items, money(items)],
    ...discounts.map(
      ({ label, code, amount }): Row => [code ? `${label} (${code})` : label, `−${money(amount)}`],
    ),
    ...(order.delivery.kind === "ship"
      ? [[frame.shipping, shipping.amount === 0 ? frame.free : money(shipping)] satisfies Row]
      : []),
    ...taxes.map(
      ({ name, amount, included }): Row => [included ? frame.included(name) : name, money(amount)],
    ),
    [frame.total, money(total)],
  ];
};

const deliveryRows = ({ order, locale }: OrderLetter): Row[] => {
  const frame = frameOf[locale];
  const { delivery, address } = order;
  if (delivery.kind === "pickup") return [[frame.pickup, delivery.label]];
  if (!address) return [];
  const { name, postalCode, region, city, line1, line2, country } = address;
  return [[frame.to, [name, line1, line2, city, region, postalCode, country].filter(Boolean).join(", ")]];
};

const moneyRows = ({ order, locale, subject }: OrderLetter): Row[] => {
  if (!subject.money) return [];
  const frame = frameOf[locale];
  const money = (amount: Money): string => formatMoney(amount, intlLocale[locale]);
  const { amount, refunded } = subject.money;
  const { total } = order.totals;
  return [
    [frame.givenBack, money(amount)],
    ...(refunded.amount === amount.amount && amount.amount === total.amount
      ? []
      : [["", frame.restOfPaid(money(refunded), money(total))] satisfies Row]),
  ];
};

const parcelRows = ({ locale, subject }: OrderLetter): Row[] => {
  if (!subject.parcel) return [];
  const frame = frameOf[locale];
  const { carrier, trackingNumber } = subject.parcel;
  return [
    [frame.carrier, carrierFacts[carrier].name[locale]],
    ...(trackingNumber === null ? [] : [[frame.trackingNumber, trackingNumber] satisfies Row]),
  ];
};

const rowsOf = (letter: OrderLetter): Row[] => {
  switch (letter.kind) {
    case "confirmation":
      return [...totalRows(letter), ...deliveryRows(letter)];
    case "shipped":
      return [...parcelRows(letter), ...deliveryRows(letter)];
    case "ready_for_pickup":
      return deliveryRows(letter);
    case "refunded":
    case "cancelled":
      return moneyRows(letter);
  }
};

/** The lines it is about: each thing once, with how many of it. */
const thingsOf = ({ order, locale, subject }: OrderLetter): string[] =>
  order.lines.flatMap(({ id, title, variantName, quantity }) => {
    const count = subject.units ? subject.units.find(({ lineId }) => lineId === id)?.quantity : quantity;
    return count ? [`${frameOf[locale].quantity(count)} ${title}, ${variantName}`] : [];
  });

const button = (url: URL | string, label: string): string =>
  `<a href="${escapeHtml(String(url))}" style="display:inline-block;margin:0 8px 8px 0;padding:12px 20px;border-radius:8px;background:#d92f3f;color:#ffffff;font-weight:600;text-decoration:none">${escapeHtml(label)}</a>`;

/** A mail about an order: the same words as plain text and as HTML, all of what people wrote escaped. */
export const writeOrderLetter = (letter: OrderLetter): OutgoingMail => {
  const { kind, order, locale, shopName, orderUrl, messageId, subject } = letter;
  const about = { shop: shopName, number: order.number };
  const words = wordingOf(locale, kind);
  const frame = frameOf[locale];
  const [title, body] = [words.title(about), words.body(about)];
  const [things, rows] = [thingsOf(letter), rowsOf(letter)];
  const tracking = subject.parcel && trackingUrl(subject.parcel.carrier, subject.parcel.trackingNumber);
  const cell = "padding:4px 0;vertical-align:top";
  return {
    to: order.email,
    // A line break in a name would begin another header.
    subject: words.subject(about).replace(/\s+/g, " "),
    text: [
      title,
      body,
      "",
      ...things,
      "",
      ...rows.map(([label, value]) => (label ? `${label}: ${value}` : value)),
      "",
      ...(tracking ? [`${frame.track}: ${tracking}`] : []),
      `${frame.open}: ${orderUrl.href}`,
      "",
      "--",
      frame.why(shopName),
      "",
    ].join("\n"),
    html: `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>
<body style="margin:0;padding:24px 16px;font-family:system-ui,-apple-system,'Apple SD Gothic Neo','Malgun Gothic',sans-serif;word-break:keep-all">
<div style="max-width:480px;margin:0 auto">
<p style="margin:0 0 24px;font-weight:700">${escapeHtml(shopName)}</p>
<h1 style="margin:0 0 8px;font-size:24px;line-height:1.25">${escapeHtml(title)}</h1>
<p style="margin:0 0 24px;font-size:16px;line-height:1.5">${escapeHtml(body)}</p>
<ul style="margin:0 0 16px;padding:0;list-style:none;font-size:16px;line-height:1.6">${things.map((thing) => `<li>${escapeHtml(thing)}</li>`).join("")}</ul>
<table role="presentation" style="width:100%;margin:0 0 24px;border-collapse:collapse;font-size:15px;line-height:1.5">${rows
      .map(
        ([label, value]) =>
          `<tr><td style="${cell};padding-right:16px;opacity:.75">${escapeHtml(label)}</td><td style="${cell};text-align:right">${escapeHtml(value)}</td></tr>`,
      )
      .join("")}</table>
<p style="margin:0 0 24px">${tracking ? button(tracking, frame.track) : ""}${button(orderUrl, frame.open)}</p>
<p style="margin:0;font-size:13px;line-height:1.6;opacity:.75">${escapeHtml(frame.why(shopName))}</p>
</div>
</body>
</html>
`,
    messageId,
    // Nobody's absence note should answer it (RFC 3834).
    headers: { "Auto-Submitted": "auto-generated" },
  };
};
