/** Currencies without a minor unit: `amount` is whole won, yen … (docs.stripe.com/currencies#zero-decimal). */
const ZERO_DECIMAL = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" "));

/** Smallest charge of each settlement currency, in minor units (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
const MINIMUM: Readonly<Record<string, number>> = {
  usd: 50,
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
};

/**
 * Won has no minimum of its own: a charge must convert to at least US$0.50. The simulator fixes the rate at
 * 1,400 won to the dollar so that the answer never changes from day to day: the floor is ₩700.
 */
const WON_PER_DOLLAR = 1400;

export const MAXIMUM_AMOUNT = 99_999_999; // eight digits, Stripe's limit for most currencies

export function isCurrency(code: string): boolean {
  return ZERO_DECIMAL.has(code) || Object.hasOwn(MINIMUM, code);
}

/** Why an amount is too small to charge, or null. Amounts are in minor units. */
export function tooSmall(amount: number, currency: string): string | null {
  if (currency === "krw") {
    if (amount >= WON_PER_DOLLAR / 2) return null;
    const dollars = formatMoney(Math.floor((amount * 100) / WON_PER_DOLLAR), "usd");
    return `Amount must convert to at least 50 cents. ${formatMoney(amount, currency)} converts to approximately ${dollars}.`;
  }
  const minimum = MINIMUM[currency] ?? 1;
  if (amount >= minimum) return null;
  return `Amount must be at least ${formatMoney(minimum, currency)} ${currency}`;
}

/** `1050, "usd"` → `$10.50`; `12000, "krw"` → `₩12,000`. */
export function formatMoney(amount: number, currency: string): string {
  const major = ZERO_DECIMAL.has(currency) ? amount : amount / 100;
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(major);
}
