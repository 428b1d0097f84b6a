import { installPackages } from "./kit/apt.ts";
import { Instruction } from "./kit/instruction.ts";
import type { Log } from "./kit/log.ts";
import { run } from "./kit/run.ts";
import { which } from "./kit/which.ts";

/**
 * What a Chromium that is driven by a program leaves off. Its address bar keeps pages of its own ready, one more for each
 * new window, and these take a second of both cores just when a page that is looked at loads. A second
 * `--disable-features` replaces the first, so Playwright's that matter to pages on loopback are said again.
 */
const UNWANTED_FEATURES = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
  "AimEnabled",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "MediaRouter",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "Translate",
];

/** Chromium's switches for pages that are tested or measured: nothing of its own goes on beside them. */
export const quietSwitches = [
  "--no-sandbox", // containers run as root
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
  `--disable-features=${UNWANTED_FEATURES.join()}`,
] as const;

const findInstalled = () => which("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

/**
 * Makes sure of a Chromium and answers its path: CHROMIUM, else one on the PATH, else installed where that is
 * allowed.
 */
export async function ensureChromium(log: Log): Promise<string> {
  const given = process.env.CHROMIUM;
  if (given) {
    if ((await run(given, ["--version"])).code === 0) return given;
    throw new Instruction(`CHROMIUM is ${given}, and that does not run. Unset it or mend it.`);
  }
  const installed = findInstalled();
  if (installed) return installed;
  await installPackages(["chromium"], "The journeys in a real browser", log);
  const program = findInstalled();
  if (!program)
    throw new Instruction("chromium was installed but is not on the PATH: set CHROMIUM to its path.");
  return program;
}

/** Makes sure that pages in Korean show letters rather than boxes; the product speaks Korean, and screenshots show it. */
export async function ensureKoreanFont(log: Log): Promise<void> {
  const { code, output } = await run("fc-list", [":lang=ko", "family"]);
  if (code === 0 && output.trim() !== "") return;
  await installPackages(["fontconfig", "fonts-nanum"], "Showing Korean in the browser", log);
}
