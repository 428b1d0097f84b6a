import type { PictureVerdict } from "./frames.ts";
import type { LightVerdict } from "./light.ts";
import type { SoundVerdict } from "./sound.ts";

/** What can be mended, the gravest first: no show at all, nothing to see or hear, then what only displeases. */
const order = [
  "cameraGone",
  "microphoneGone",
  "noPicture",
  "silent",
  "covered",
  "dark",
  "clipping",
  "backlit",
  "noisy",
  "quiet",
  "bright",
  "slow",
  "small",
] as const satisfies readonly (PictureVerdict | LightVerdict | SoundVerdict)[];
export type Finding = (typeof order)[number];

/** More than three things at once are none, with shaking hands. */
const MOST = 3;

export interface Verdicts {
  picture: PictureVerdict;
  /** Null while there is no picture to look at. */
  light: LightVerdict | null;
  sound: SoundVerdict;
}

/** `checking`: nothing is wrong so far, and not everything was looked at or listened to. */
export type Summary = { state: "ready" | "checking" } | { state: "mend"; findings: readonly Finding[] };

export const summarize = ({ picture, light, sound }: Verdicts): Summary => {
  const found: readonly (string | null)[] = [picture, light, sound];
  const findings = order.filter((finding) => found.includes(finding)).slice(0, MOST);
  if (findings.length > 0) return { state: "mend", findings };
  return { state: picture === "checking" || light === null || sound === "listening" ? "checking" : "ready" };
};
