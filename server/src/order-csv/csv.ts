/** What a spreadsheet would run as a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * One cell (RFC 4180). Text that a spreadsheet would take for a formula begins with an apostrophe, which it shows as text.
 */
const cellOf = (value: string | number): string => {
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** One row, with its line break. */
export const csvRow = (cells: readonly (string | number)[]): string => `${cells.map(cellOf).join(",")}\r\n`;

/** What tells Excel that the file is UTF-8; without it, it shows Korean as noise. */
export const BYTE_ORDER_MARK = "\uFEFF";
