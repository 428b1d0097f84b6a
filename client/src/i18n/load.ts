import { kept } from "../lib/kept.ts";
import type { en } from "./en/index.ts";

export const languages = ["en", "ko"] as const;
export type Language = (typeof languages)[number];

const isLanguage = (tag: string): tag is Language => (languages as readonly string[]).includes(tag);

/** What was chosen here before, else the first of the browser's languages that we speak, else English. */
export const detectLanguage = (): Language => {
  const wished = [kept("language") ?? "", ...navigator.languages].map((tag) => tag.slice(0, 2).toLowerCase());
  return wished.find(isLanguage) ?? "en";
};

/** A feature's texts. */
export type Topic = keyof typeof en;

/**
 * How many parts of a language's texts are there: what visitors meet first, what watching and buying add, all of it.
 * Nobody waits for a language or for pages that they do not read.
 */
export const extents = { first: 1, show: 2, all: 3 } as const;
export type Extent = keyof typeof extents;

/** Texts by topic, and what is said at a form's fields in place of the contract's English sentences. */
export interface Loaded {
  texts: Partial<Record<Topic, object>>;
  inputs: Readonly<Record<string, string>>;
}

const parts: Record<Language, readonly (() => Promise<Partial<Loaded>>)[]> = {
  en: [
    () => import("./en/first.ts").then(({ first, inputs }) => ({ texts: first, inputs })),
    () => import("./en/show.ts").then(({ show }) => ({ texts: show })),
    () => import("./en/index.ts").then(({ en }) => ({ texts: en })),
  ],
  ko: [
    () => import("./ko/first.ts").then(({ first, inputs }) => ({ texts: first, inputs })),
    () => import("./ko/show.ts").then(({ show }) => ({ texts: show })),
    () => import("./ko/index.ts").then(({ ko }) => ({ texts: ko })),
  ],
};

/** Loads a language's texts; what is there already is not asked for again. */
export const loadTexts = async (language: Language, extent: Extent): Promise<Loaded> => {
  const loaded = await Promise.all(parts[language].slice(0, extents[extent]).map((part) => part()));
  return {
    texts: Object.assign({}, ...loaded.map(({ texts }) => texts)),
    inputs: Object.assign({}, ...loaded.map(({ inputs }) => inputs)),
  };
};

/** How far the page at an address needs them before it is drawn. What it turns out to need besides, it waits for. */
export const extentAt = (pathname: string): Extent => {
  if (/^\/studio\/|^\/studio$|^\/operate/.test(pathname)) return "all";
  return /^\/(shows|products|clips|@|account)/.test(pathname) ? "show" : "first";
};
