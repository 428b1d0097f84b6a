/** Browsers and systems by what gives them away in a User-Agent; the first that fits is meant. */
const browsers = [
  ["Edge", /\bEdg/],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Whale", /\bWhale\//],
  ["Opera", /\bOPR\//],
  ["Firefox", /\bFirefox\//],
  ["Chrome", /\bChrom(e|ium)\/|\bHeadlessChrome\//],
  ["Safari", /\bSafari\//],
] as const;
const systems = [
  ["Android", /\bAndroid\b/],
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b/],
  ["Linux", /\bLinux\b/],
] as const;

/** What a person recognises a browser by, such as "Chrome, Android"; "Browser" when it does not say. */
export const deviceName = (userAgent: string): string =>
  [browsers, systems]
    .flatMap((known) => known.find(([, sign]) => sign.test(userAgent))?.[0] ?? [])
    .join(", ") || "Browser";
