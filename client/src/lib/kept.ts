/**
 * What this browser remembers of a person: choices, and messages that were not sent yet. Storage may be blocked or full:
 * then nothing is remembered.
 */
type Choice =
  | ("language" | "theme" | "shop" | "visitor" | "carrier" | "quality" | "captions" | "push-offer")
  | `draft.${string}`
  | `coupon.${string}`;

export const kept = (choice: Choice): string | null => {
  try {
    return localStorage.getItem(`showdrop.${choice}`);
  } catch {
    return null;
  }
};

export const keep = (choice: Choice, value: string | null): void => {
  try {
    if (value === null) localStorage.removeItem(`showdrop.${choice}`);
    else localStorage.setItem(`showdrop.${choice}`, value);
  } catch {
    // Blocked: the choice holds until the page is left.
  }
};
