import { Address } from "@showdrop/shared";

/** Kept by person: who signs in next on this device does not see it. */
const keyOf = (userId: string): string => `showdrop.address.${userId}`;

/** The address of the last order from this device. */
export const keptAddress = (userId: string): Address | null => {
  try {
    const kept = Address.safeParse(JSON.parse(localStorage.getItem(keyOf(userId)) ?? "null"));
    return kept.success ? kept.data : null;
  } catch {
    return null;
  }
};

export const keepAddress = (userId: string, address: Address): void => {
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify(address));
  } catch {
    // Storage is blocked or full: the address is typed again next time.
  }
};

/** Who signs out leaves no address behind on the device. */
export const forgetAddress = (userId: string): void => {
  try {
    localStorage.removeItem(keyOf(userId));
  } catch {
    // Storage is blocked: nothing was kept.
  }
};
