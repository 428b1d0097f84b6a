import { MAX_CAPTION_CUES } from "@showdrop/shared";

/** `1:02:03.450` or `02:03.450`. */
const TIME = /^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})$/;
const TIMING = /^(\S+)[ \t]+-->[ \t]+(\S+)(?:[ \t]+(.*))?$/;
/** Where a cue stands. Regions are left out, since their definitions are. */
const SETTING = /^(?:line|position|size|align|vertical):[a-z0-9.,%-]{1,24}$/;

const msOf = (text: string): number | null => {
  const [found, hours = "0", minutes, seconds, ms] = TIME.exec(text) ?? [];
  return found ? ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(ms) : null;
};

export interface Captions {
  cues: number;
  /** The file anew: its cues and nothing else. */
  text: string;
}

/**
 * Reads a WebVTT file as strictly as no browser does: what a team uploads is what everybody sees. Comments, styles and
 * regions are left out; styles could ask for files elsewhere.
 * @returns null for what is no WebVTT, has no cue or more than are allowed, or a cue that ends before it begins
 */
export const parseCaptions = (bytes: Buffer): Captions | null => {
  const given = decode(bytes);
  if (given === null || !/^WEBVTT(?:[ \t][^\n]*)?(?:\n|$)/.test(given)) return null;
  const [, ...blocks] = given.split(/\n{2,}/);
  const cues: string[] = [];
  for (const block of blocks) {
    const lines = block.split("\n").filter((line, index, all) => line !== "" || index < all.length - 1);
    if (lines.length === 0 || /^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/.test(lines[0] ?? "")) continue;
    const cue = cueOf(lines);
    if (cue === null || cues.length === MAX_CAPTION_CUES) return null;
    cues.push(cue);
  }
  return cues.length === 0 ? null : { cues: cues.length, text: `WEBVTT\n\n${cues.join("\n\n")}\n` };
};

/** The text with one kind of line end; null where it is not UTF-8. */
const decode = (bytes: Buffer): string | null => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text.replaceAll(/\r\n?/g, "\n");
  } catch {
    return null;
  }
};

/** One cue as it is written anew, with or without the name that may stand above its times. */
const cueOf = (lines: readonly string[]): string | null => {
  const at = lines[0]?.includes("-->") ? 0 : 1;
  const [, from = "", to = "", settings = ""] = TIMING.exec(lines[at] ?? "") ?? [];
  const [begins, ends] = [msOf(from), msOf(to)];
  const words = lines.slice(at + 1);
  if (begins === null || ends === null || ends <= begins || words.length === 0) return null;
  if (words.some((line) => line.includes("-->"))) return null;
  const kept = settings.split(/[ \t]+/).filter((each) => SETTING.test(each));
  return [[from, "-->", to, ...kept].join(" "), ...words].join("\n");
};
