/** Where the rehearsals' pages and calls are: the same ones, with this before their path. */
export const REHEARSAL_PATH = "/rehearsal";

/**
 * The first words of the client's addresses; "" is the home page. Shops live beside them, at `/@handle`, and anything else
 * is no page: the server says so with its status.
 */
export const places: ReadonlySet<string> = new Set([
  "",
  "sign-in",
  "sign-up",
  "search",
  "shows",
  "products",
  "clips",
  "orders",
  "account",
  "studio",
  "operate",
  "invitation",
  "unsubscribe",
  "screen",
  "embed",
  "rehearsal",
]);

/** Whether the client may have a page there. What the page is about may be missing all the same. */
export const isPlace = (path: string): boolean => {
  const [, first = ""] = path.split("/");
  return first.startsWith("@") || places.has(first);
};
