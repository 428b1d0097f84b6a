import { use, useMemo, useSyncExternalStore } from "react";
import { inBrowser } from "../lib/in-browser.ts";
import { keep } from "../lib/kept.ts";
import type { en } from "./en/index.ts";
import { detectLanguage, type Extent, extents, type Language, loadTexts, type Topic } from "./load.ts";
import { type KeyOf, say, textAt, type Values } from "./say.ts";

export { type Language, languages } from "./load.ts";

/** How each language calls itself. */
export const languageNames: Record<Language, string> = { en: "English", ko: "한국어" };

/** The texts that are there, by language and topic. */
const texts: Record<Language, Partial<Record<Topic, object>>> = { en: {}, ko: {} };

let language = detectLanguage();
const listeners = new Set<() => void>();

const languageNow = (): Language => language;
const onLanguage = (changed: () => void): (() => void) => {
  listeners.add(changed);
  return () => {
    listeners.delete(changed);
  };
};

/** Speaks another language from now on; its texts must be there. */
export const speak = (next: Language): void => {
  language = next;
  if (inBrowser) nameLanguage(next);
  for (const changed of listeners) changed();
};

/** Tells the browser which language the page is in. */
const nameLanguage = (next: Language): void => {
  document.documentElement.lang = next;
  // What is installed is named in the language that it is installed in.
  const manifest = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
  if (manifest) manifest.href = next === "ko" ? "/manifest.ko.webmanifest" : "/manifest.webmanifest";
};
if (inBrowser) nameLanguage(language);

const inputs: Record<Language, Readonly<Record<string, string>>> = { en: {}, ko: {} };

/** What to say at a form's field in place of a sentence of the contract's, where there is something. */
export const inputText = (sentence: string, language: Language): string | undefined =>
  inputs[language][sentence];

/** How far texts are there: another language is loaded as far before it is shown. */
let reached: Extent = "first";

/** Makes texts ready to be read; pages need the first before they are drawn. */
export const takeTexts = async (extent: Extent, language: Language = languageNow()): Promise<void> => {
  const loaded = await loadTexts(language, extent);
  Object.assign(texts[language], loaded.texts);
  inputs[language] = loaded.inputs;
  if (extents[extent] > extents[reached]) reached = extent;
};

/** Loads as far as needed to have a topic. */
const reachTopic = async (topic: Topic, language: Language): Promise<void> => {
  for (const extent of ["show", "all"] as const) {
    if (texts[language][topic]) return;
    await takeTexts(extent, language);
  }
};

/** Topics that were asked for when they were not there, by language: who draws with one waits for it. */
const asked = new Map<string, Promise<void>>();

/** What to wait for before a topic is drawn with; undefined where it came with the page. */
const comingTopic = (topic: Topic, language: Language): Promise<void> | undefined => {
  const key = `${language} ${topic}`;
  const known = asked.get(key);
  if (known !== undefined || texts[language][topic]) return known;
  const reaching = reachTopic(topic, language);
  asked.set(key, reaching);
  // Whoever waits sees the failure; the next one tries again.
  reaching.catch(() => asked.delete(key));
  return reaching;
};

/** The text at a key of a topic, in one language. */
export const textIn = <N extends Topic>(
  language: Language,
  topic: N,
  key: KeyOf<(typeof en)[N]>,
  values?: Values,
): string => say(language, texts[language][topic], key, values);

/** Says a topic's texts by their key; the same function as long as the language stays. */
export interface Say<N extends Topic> {
  (key: KeyOf<(typeof en)[N]>, values?: Values): string;
  /** The text at a key that nobody knows beforehand; undefined where there is none. */
  maybe: (key: string) => string | undefined;
}

/** The texts of one feature, as a typed function of their key: `const t = useTexts("home"); t("live.title")`. */
export const useTexts = <N extends Topic = "common">(given?: N): Say<N> => {
  const topic: Topic = given ?? "common";
  const language = useSyncExternalStore(onLanguage, languageNow, languageNow);
  const t = useMemo(() => {
    const here = () => texts[language][topic];
    const maybe = (key: string) => textAt(here(), key);
    return Object.assign((key: string, values?: Values) => say(language, here(), key, values), { maybe });
  }, [language, topic]);
  const coming = comingTopic(topic, language);
  // Kept when it came: React draws on where a component waited, and expects it to ask for the same again. Without that it
  // takes the hooks that follow for ones too many, throws, and draws the whole page anew.
  if (coming !== undefined) use(coming);
  return t;
};

/** The language in use, its Intl locale, and how to change it for good. */
export const useLanguage = () => {
  const language = useSyncExternalStore(onLanguage, languageNow, languageNow);
  return {
    language,
    /** For Intl: the region decides how dates and money are written. */
    locale: { en: "en-US", ko: "ko-KR" }[language],
    choose: (next: Language): void => {
      keep("language", next);
      void takeTexts(reached, next).then(() => speak(next));
    },
  };
};
