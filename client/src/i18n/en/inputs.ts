/** Sentences that are exact for a caller of the API and odd to somebody who left a field empty. */
export const inputs: Readonly<Record<string, string>> = {
  "An amount is a whole number of the smallest unit.": "Please enter an amount.",
  "Stock is a whole number.": "Please enter a whole number.",
};
