import { describe, expect, test } from "vitest";
import { isPhone } from "./address-formats.ts";
import { Address } from "./addresses.ts";
import { PostalAddress } from "./postal-addresses.ts";

const korean = {
  name: "김민지",
  phone: "010-1234-5678",
  country: "KR",
  postalCode: "04524",
  line1: "서울 중구 세종대로 110",
  line2: "3층",
};
const american = {
  name: "Ann Park",
  phone: "(415) 555-0100",
  country: "US",
  postalCode: "94103",
  region: "CA",
  city: "San Francisco",
  line1: "12 Example Street",
};

/** Where the first fault lies. */
const fault = (address: unknown) => Address.safeParse(address).error?.issues[0]?.path.join(".");

describe("an address says where the parcel goes", () => {
  test("in Korea by postal code, road address and detail", () => {
    expect(Address.parse(korean)).toEqual({ ...korean, region: "", city: "" });
    for (const postalCode of ["4524", "045240", "110-062", "O4524", ""])
      expect(fault({ ...korean, postalCode })).toBe("postalCode");
    for (const field of ["name", "phone", "country", "line1"])
      expect(fault({ ...korean, [field]: " " })).toBe(field);
  });

  test("elsewhere as the country writes it", () => {
    expect(Address.parse(american)).toEqual({ ...american, line2: "" });
    for (const field of ["postalCode", "region", "city", "line1"])
      expect(fault({ ...american, [field]: " " })).toBe(field);
    expect(fault({ ...american, country: "us" })).toBe("country");
    expect(fault({ ...american, country: "GB", region: "", postalCode: "sw1a 1aa" })).toBeUndefined();
    expect(fault({ ...american, country: "GB", region: "", postalCode: "94103" })).toBe("postalCode");
    expect(fault({ ...american, country: "HK", postalCode: "" })).toBeUndefined();
    expect(fault({ ...american, country: "HK" })).toBe("postalCode");
    // A country that the table does not have takes any code, and none.
    expect(fault({ ...american, country: "IS", postalCode: "101" })).toBeUndefined();
    expect(fault({ ...american, country: "IS", postalCode: "" })).toBeUndefined();
  });

  test("one that was kept stays readable whatever the checks are", () => {
    expect(PostalAddress.safeParse({ ...korean, postalCode: "110-062" }).success).toBe(true);
  });
});

test.each([
  ["010-1234-5678", "KR", true],
  ["01012345678", "KR", true],
  ["02 123 4567", "KR", true],
  ["+82 10 1234 5678", "KR", true],
  ["0507-1234-5678", "KR", true],
  ["555-0100", "KR", false],
  ["010-1234-567890", "KR", false],
  ["+1 415 555 0100", "US", true],
  ["415.555.0100", "US", true],
  ["+0 415 555 0100", "US", false],
  ["12", "US", false],
  ["call me", "US", false],
  ["+82<script>", "KR", false],
])("the phone number %s in %s: %s", (phone, country, may) => {
  expect(isPhone(phone, country)).toBe(may);
});
