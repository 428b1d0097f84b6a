import type { Locale } from "./locale.ts";

/** What a page asks first, with the answer: a route's path, and the arguments exactly as the page gives them. */
export interface FirstAnswer {
  path: string;
  args: { params?: object; query?: object };
  data: unknown;
}

/** A page that the server has the client's code draw. */
export interface Drawing {
  /** The page's path and query, from the root. */
  address: string;
  language: Locale;
  answers: readonly FirstAnswer[];
}

/** What belongs into the page's root, and the answers as the browser's cache takes them: pairs of key and data. */
export interface Drawn {
  html: string;
  answers: readonly unknown[];
}
