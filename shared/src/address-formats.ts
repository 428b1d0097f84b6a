/** How a country writes addresses. */
export interface AddressFormat {
  /** Null: there are none. The pattern is of the code in capitals. */
  postalCode: { pattern: RegExp; example: string } | null;
  region: "required" | "optional" | "none";
  city: "required" | "none";
}

const code = (pattern: RegExp, example: string) => ({ pattern, example });
const digits = (count: number, example: string) => code(new RegExp(`^\\d{${count}}$`), example);
const european = (postalCode: AddressFormat["postalCode"]): AddressFormat => ({
  postalCode,
  region: "none",
  city: "required",
});

/**
 * Postal codes as the Universal Postal Union's addressing guides give them, for the countries that most parcels of a
 * live shop go to. In all others any code will do.
 */
const formats: Record<string, AddressFormat> = {
  KR: { postalCode: digits(5, "04781"), region: "none", city: "none" },
  JP: { postalCode: code(/^\d{3}-?\d{4}$/, "150-0001"), region: "required", city: "required" },
  CN: { postalCode: digits(6, "200000"), region: "required", city: "required" },
  TW: { postalCode: code(/^\d{3}(\d{2,3})?$/, "106"), region: "none", city: "required" },
  HK: { postalCode: null, region: "none", city: "required" },
  MO: { postalCode: null, region: "none", city: "required" },
  SG: { postalCode: digits(6, "018956"), region: "none", city: "none" },
  TH: { postalCode: digits(5, "10110"), region: "optional", city: "required" },
  VN: { postalCode: code(/^\d{5,6}$/, "70000"), region: "optional", city: "required" },
  MY: { postalCode: digits(5, "50000"), region: "optional", city: "required" },
  ID: { postalCode: digits(5, "10110"), region: "optional", city: "required" },
  PH: { postalCode: digits(4, "1000"), region: "optional", city: "required" },
  IN: { postalCode: code(/^\d{3} ?\d{3}$/, "110001"), region: "required", city: "required" },
  AE: { postalCode: null, region: "required", city: "required" },
  US: { postalCode: code(/^\d{5}(-\d{4})?$/, "94103"), region: "required", city: "required" },
  CA: { postalCode: code(/^[A-Z]\d[A-Z] ?\d[A-Z]\d$/, "M5V 2T6"), region: "required", city: "required" },
  MX: { postalCode: digits(5, "06000"), region: "optional", city: "required" },
  BR: { postalCode: code(/^\d{5}-?\d{3}$/, "01310-100"), region: "required", city: "required" },
  AU: { postalCode: digits(4, "2000"), region: "required", city: "required" },
  NZ: { postalCode: digits(4, "1010"), region: "none", city: "required" },
  GB: european(code(/^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/, "SW1A 1AA")),
  IE: european(code(/^[A-Z\d]{3} ?[A-Z\d]{4}$/, "D02 X285")),
  DE: european(digits(5, "10115")),
  FR: european(digits(5, "75001")),
  IT: { postalCode: digits(5, "00118"), region: "optional", city: "required" },
  ES: { postalCode: digits(5, "28001"), region: "optional", city: "required" },
  PT: european(code(/^\d{4}-\d{3}$/, "1000-001")),
  NL: european(code(/^\d{4} ?[A-Z]{2}$/, "1011 AB")),
  BE: european(digits(4, "1000")),
  AT: european(digits(4, "1010")),
  CH: european(digits(4, "8001")),
  DK: european(digits(4, "1050")),
  NO: european(digits(4, "0150")),
  SE: european(code(/^\d{3} ?\d{2}$/, "111 22")),
  FI: european(digits(5, "00100")),
  PL: european(code(/^\d{2}-\d{3}$/, "00-001")),
  CZ: european(code(/^\d{3} ?\d{2}$/, "110 00")),
  GR: european(code(/^\d{3} ?\d{2}$/, "104 31")),
};
const elsewhere: AddressFormat = {
  postalCode: code(/^[A-Z\d -]{0,12}$/, "12345"),
  region: "optional",
  city: "required",
};

/** How a country (ISO 3166-1 alpha-2) writes addresses. */
export const addressFormat = (country: string): AddressFormat => formats[country] ?? elsewhere;

/** A Korean number without its country code: an area or mobile code with 0 and seven or eight digits, or a 0507 one. */
const KOREAN = /^0(2\d{7,8}|[3-6]\d{8,9}|1\d{8,9}|70\d{8}|50\d{8,9})$/;
/** ITU-T E.164: at most 15 digits. */
const INTERNATIONAL = /^\+[1-9]\d{6,14}$/;
const NATIONAL = /^\d{6,14}$/;

/** Whether a carrier could call this number; brackets, dots, spaces and hyphens in it mean nothing. */
export const isPhone = (phone: string, country: string): boolean => {
  if (!/^\+?[\d ().-]+$/.test(phone)) return false;
  const bare = phone.replaceAll(/[ ().-]/g, "");
  if (bare.startsWith("+")) return INTERNATIONAL.test(bare);
  return (country === "KR" ? KOREAN : NATIONAL).test(bare);
};
