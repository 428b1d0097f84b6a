import type { Refusal } from "@showdrop/shared";
import { inputText, type Language, textIn, useLanguage } from "./index.ts";

const fillIn: Record<Language, string> = { en: "Please fill this in.", ko: "입력해 주세요." };

/** zod's own sentences name types, which means nothing to a person; only a missing value leads to one in our forms. */
const isTechnical = (message: string): boolean => /^(Invalid|Too small|Too big|Unrecognized)/.test(message);

const toldIn = (language: Language, code: Refusal["code"]): string => textIn(language, "refusals", code);

/** A refusal as a sentence in the reader's language: at its field, or as a notice. */
export const refusalText = (refusal: Refusal, language: Language): string => {
  const { code, message, path } = refusal;
  const input = code === "INVALID_INPUT";
  if (input && isTechnical(message)) return path ? fillIn[language] : toldIn(language, code);
  const said = input ? inputText(message, language) : undefined;
  // What was refused here carries no sentence, what the server refused may carry a better one.
  return said ?? ((language === "en" && message) || toldIn(language, code));
};

export const useRefusalText = (): ((refusal: Refusal) => string) => {
  const { language } = useLanguage();
  return (refusal) => refusalText(refusal, language);
};
