import i18next, { type i18n as I18n } from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { keep, kept } from "../lib/kept.ts";
import { en } from "./en/index.ts";
import { ko } from "./ko/index.ts";

export const languages = ["en", "ko"] as const;
export type Language = (typeof languages)[number];

/** How each language calls itself. */
export const languageNames: Record<Language, string> = { en: "English", ko: "한국어" };

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof en;
  }
}

const isLanguage = (tag: string): tag is Language => (languages as readonly string[]).includes(tag);

/** What was chosen here before, else the first of the browser's languages that we speak, else English. */
const detect = (): Language => {
  const wished = [kept("language") ?? "", ...navigator.languages].map((tag) => tag.slice(0, 2).toLowerCase());
  return wished.find(isLanguage) ?? "en";
};

export const i18n: I18n = i18next.createInstance();

i18n.on("languageChanged", (language) => {
  document.documentElement.lang = language;
});

void i18n.use(initReactI18next).init({
  resources: { en, ko },
  lng: detect(),
  fallbackLng: "en",
  defaultNS: "common",
  // React escapes what it renders.
  interpolation: { escapeValue: false },
  // Both languages are in the bundle: nothing is waited for.
  initAsync: false,
});

type Namespace = keyof typeof en;

/** The texts of one feature, as a typed function of their key: `const t = useTexts("home"); t("live.title")`. */
export const useTexts = <N extends Namespace = "common">(namespace?: N) =>
  useTranslation(namespace ?? "common", { i18n }).t;

/** The language in use, its Intl locale, and how to change it for good. */
export const useLanguage = () => {
  const { i18n: current } = useTranslation("common", { i18n });
  const language: Language = isLanguage(current.language) ? current.language : "en";
  return {
    language,
    /** For Intl: the region decides how dates and money are written. */
    locale: { en: "en-US", ko: "ko-KR" }[language],
    choose: (next: Language): void => {
      keep("language", next);
      void i18n.changeLanguage(next);
    },
  };
};
