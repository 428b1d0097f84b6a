import type { Language } from "./load.ts";

/** What stands for a text's forms by number: `viewers_one` and `viewers_other` are asked for as `viewers`. */
type Plain<K extends string> = K extends `${infer Name}_${"one" | "other"}` ? Name : K;

/** The path to every text of a topic: "live.title". */
export type KeyOf<T> = {
  [K in keyof T & string]: T[K] extends string ? Plain<K> : `${K}.${KeyOf<T[K]>}`;
}[keyof T & string];

/** What a text names in double braces; `count` chooses its form too. */
export type Values = Readonly<Record<string, string | number>>;

/** The text at a path within nested texts; undefined where there is none. */
export const textAt = (texts: unknown, path: string): string | undefined => {
  const inside = (node: unknown, key: string): unknown =>
    typeof node === "object" && node !== null && Object.hasOwn(node, key)
      ? Reflect.get(node, key)
      : undefined;
  const found = path.split(".").reduce(inside, texts);
  return typeof found === "string" ? found : undefined;
};

const rules: Record<Language, Intl.PluralRules> = {
  en: new Intl.PluralRules("en"),
  ko: new Intl.PluralRules("ko"),
};
const numbers: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat("en"),
  ko: new Intl.NumberFormat("ko"),
};

/** `{{name}}` as it is, `{{count, number}}` as the language writes numbers. */
const PLACE = /\{\{\s*(\w+)\s*(,\s*number\s*)?\}\}/g;

/** The text at a path in a language, with its values; the path itself where there is none. */
export const say = (language: Language, texts: unknown, path: string, values: Values = {}): string => {
  const { count } = values;
  const forms =
    typeof count === "number" ? [`${path}_${rules[language].select(count)}`, `${path}_other`, path] : [path];
  const text = forms.map((form) => textAt(texts, form)).find((found) => found !== undefined);
  return (text ?? path).replaceAll(PLACE, (_, name: string, written?: string) => {
    const value = values[name] ?? "";
    return written && typeof value === "number" ? numbers[language].format(value) : String(value);
  });
};
