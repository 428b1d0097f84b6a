import type { useTexts } from "../../i18n/index.ts";
import type { PictureVerdict } from "./frames.ts";
import type { LightVerdict } from "./light.ts";
import type { SoundVerdict } from "./sound.ts";
import type { Finding, Summary } from "./summary.ts";

/** `stop`: there is no show with it; `mend`: it goes on, and viewers mind. */
export type Tone = "good" | "checking" | "mend" | "stop";

export interface Words {
  tone: Tone;
  title: string;
  text: string;
}

type Texts = ReturnType<typeof useTexts<"showCheck">>;

/** Nothing is seen or nothing is heard. */
const stops: ReadonlySet<string> = new Set([
  "cameraGone",
  "microphoneGone",
  "noPicture",
  "silent",
  "covered",
] satisfies Finding[]);

const ofFinding = (t: Texts, finding: Finding): Words => ({
  tone: stops.has(finding) ? "stop" : "mend",
  title: t(`finding.${finding}.title`),
  text: t(`finding.${finding}.text`),
});

const checking = (t: Texts, title: string): Words => ({ tone: "checking", title, text: t("checking.title") });

/** What is said about the picture's size and frames. */
export const pictureWords = (t: Texts, verdict: PictureVerdict): Words => {
  if (verdict === "checking") return checking(t, t("picture"));
  if (verdict !== "good") return ofFinding(t, verdict);
  return { tone: "good", title: t("good.picture.title"), text: t("good.picture.text") };
};

export const lightWords = (t: Texts, verdict: LightVerdict | null): Words => {
  if (verdict === null) return checking(t, t("light"));
  if (verdict !== "good") return ofFinding(t, verdict);
  return { tone: "good", title: t("good.light.title"), text: t("good.light.text") };
};

export const soundWords = (t: Texts, verdict: SoundVerdict): Words => {
  if (verdict === "listening") return { tone: "checking", title: t("sound"), text: t("listening") };
  if (verdict !== "good") return ofFinding(t, verdict);
  return { tone: "good", title: t("good.sound.title"), text: t("good.sound.text") };
};

/** All of it in one breath: the gravest with what to do, and the others by name. */
export const summaryWords = (t: Texts, summary: Summary): Words => {
  if (summary.state !== "mend") {
    const { state } = summary;
    return { tone: state === "ready" ? "good" : state, title: t(`${state}.title`), text: t(`${state}.text`) };
  }
  const [first, ...others] = summary.findings.map((finding) => ofFinding(t, finding));
  if (!first) return checking(t, t("checking.title"));
  const also =
    others.length > 0 ? ` ${t("also", { what: others.map(({ title }) => title).join(", ") })}` : "";
  return { ...first, text: first.text + also };
};
