import { installPackages } from "./kit/apt.ts";
import { Instruction } from "./kit/instruction.ts";
import type { Log } from "./kit/log.ts";
import { run } from "./kit/run.ts";
import { which } from "./kit/which.ts";

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
