import { z } from "zod";
import { addressFormat, isPhone } from "./address-formats.ts";
import { Id } from "./ids.ts";
import { PostalAddress } from "./postal-addresses.ts";

/** An address as somebody enters it, checked as its country writes addresses. */
export const Address = PostalAddress.superRefine((address, check) => {
  const format = addressFormat(address.country);
  const fault = (path: keyof Address, message: string) =>
    check.addIssue({ code: "custom", path: [path], message });
  if (!isPhone(address.phone, address.country))
    fault("phone", "Please enter a phone number for the delivery.");
  if (format.postalCode === null) {
    if (address.postalCode !== "") fault("postalCode", "This country has no postal codes.");
  } else if (!format.postalCode.pattern.test(address.postalCode.toUpperCase()))
    fault(
      "postalCode",
      address.postalCode === ""
        ? "Please enter the postal code."
        : "This is not how postal codes are written there.",
    );
  if (format.city === "required" && address.city === "") fault("city", "Please enter the city.");
  if (format.region === "required" && address.region === "")
    fault("region", "Please enter the state or province.");
});
export type Address = z.infer<typeof Address>;

/** An address that an account keeps. */
export const SavedAddress = z.object({ id: Id, address: PostalAddress, isDefault: z.boolean() });
export type SavedAddress = z.infer<typeof SavedAddress>;

/** The first one kept is the default, whatever is said. */
export const SaveAddress = z.strictObject({ address: Address, isDefault: z.boolean().default(false) });
export type SaveAddress = z.infer<typeof SaveAddress>;

/** More than anybody sends parcels to. */
export const MAX_SAVED_ADDRESSES = 20;
