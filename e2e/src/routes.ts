import { readFileSync } from "node:fs";

const ROUTE =
  /<Route\b(?<given>(?:\s+index|\s+path="[^"]*"|\s+element=\{<\w+ \/>\})*)\s*(?<leaf>\/)?>|<\/Route>/g;
const PATH = /path="([^"]*)"/;
/** An address below which another file knows the way: `studio/*` is in studio-pages.tsx. */
const BELOW = /^(\w+)\/\*$/;

const sourceOf = (file: string): string =>
  readFileSync(new URL(`../../client/src/app/${file}`, import.meta.url), "utf8");

/**
 * Every address that client/src/app/pages.tsx and those beside it know, as written there from the root on:
 * "/orders/:orderId".
 */
export const routesOfClient = (file = "pages.tsx", root = ""): string[] => {
  const found: string[] = [];
  const above: string[] = [root];
  for (const [tag, given = "", leaf] of sourceOf(file).matchAll(ROUTE)) {
    const [, path] = PATH.exec(given) ?? [];
    const [, below] = BELOW.exec(path ?? "") ?? [];
    const here = path === undefined ? (above.at(-1) ?? "") : `${above.at(-1)}/${path}`;
    if (tag === "</Route>") above.pop();
    else if (!leaf) above.push(here);
    else if (below) found.push(...routesOfClient(`${below}-pages.tsx`, `/${below}`));
    // What is found nowhere is one place.
    else if (path !== "*" || root === "") found.push(here || "/");
  }
  return found;
};
