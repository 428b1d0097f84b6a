import { type Refusal, refusals } from "@showdrop/shared";
import { type Language, useLanguage } from "./index.ts";
import { inputs } from "./ko/inputs.ts";
import { refusals as ko } from "./ko/refusals.ts";

const fillIn: Record<Language, string> = { en: "Please fill this in.", ko: "입력해 주세요." };

/** Sentences that are exact for a caller of the API and odd to somebody who left a field empty. */
const plain: Readonly<Record<string, string>> = {
  "An amount is a whole number of the smallest unit.": "Please enter an amount.",
  "Stock is a whole number.": "Please enter a whole number.",
};

/** zod's own sentences name types, which means nothing to a person; only a missing value leads to one in our forms. */
const isTechnical = (message: string): boolean => /^(Invalid|Too small|Too big|Unrecognized)/.test(message);

/** A refusal as a sentence in the reader's language: at its field, or as a notice. */
export const refusalText = (refusal: Refusal, language: Language): string => {
  if (refusal.code === "INVALID_INPUT" && isTechnical(refusal.message))
    return refusal.path
      ? fillIn[language]
      : language === "ko"
        ? ko.INVALID_INPUT
        : refusals.INVALID_INPUT.message;
  if (language === "en") return plain[refusal.message] ?? refusal.message;
  return (refusal.code === "INVALID_INPUT" && inputs[refusal.message]) || ko[refusal.code];
};

export const useRefusalText = (): ((refusal: Refusal) => string) => {
  const { language } = useLanguage();
  return (refusal) => refusalText(refusal, language);
};
