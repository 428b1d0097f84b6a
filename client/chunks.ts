import type { Plugin, Rollup } from "vite";
import { createReach } from "./reach.ts";

/** The pages that most visits begin with, each by the modules that it asks for first. */
export type FirstPages = Readonly<Record<string, readonly string[]>>;

/** Every subset of some names, the largest first. */
const subsets = (names: readonly string[]): string[][] =>
  names
    .reduce<string[][]>((all, name) => all.flatMap((some) => [some, [...some, name]]), [[]])
    .toSorted((a, b) => b.length - a.length);

/** What the page's own script needs before it asks for anything else. */
const ENTRY = "entry";
/** What every page begins with. */
const EVERYWHERE = "app";
/** Places that no first page is: they are loaded when somebody goes there. */
const ELSEWHERE = "others";

/**
 * Puts what the first pages need into few files: all that the same of them need is one. Left to itself the bundler makes a
 * file of every few modules that the same places share, of which a page then takes a hundred; each is packed alone and says
 * anew what it takes from the others, which costs a sixth of all bytes.
 * @param entry the page's own script
 * @param everywhere modules that every page begins with: they stay by themselves, since they run at once, and what they need
 * is one file
 */
export const chunksOf = (
  entry: string,
  everywhere: readonly string[],
  pages: FirstPages,
): { plugin: Plugin; groups: Rollup.CodeSplittingGroup[] } => {
  const neededBy = new Map<string, Set<string>>();

  const plugin: Plugin = {
    name: "showdrop:chunks",
    apply: "build",
    async buildEnd() {
      neededBy.clear();
      const ids = [...this.getModuleIds()];
      const idOf = (module: string): string => {
        const found = ids.find((id) => id.endsWith(module));
        if (!found) throw new Error(`${module} is no module any more`);
        return found;
      };
      const begun = { ...pages, [EVERYWHERE]: everywhere, [ENTRY]: [entry] };
      const known = new Set(Object.values(begun).flat().map(idOf));
      const others = ids.filter((id) => {
        const { isEntry = false, dynamicImporters = [] } = this.getModuleInfo(id) ?? {};
        return !known.has(id) && (isEntry || dynamicImporters.length > 0);
      });
      const reach = createReach(this);
      const note = async (place: string, from: readonly string[]) => {
        for (const id of await reach(from)) neededBy.set(id, (neededBy.get(id) ?? new Set()).add(place));
      };
      for (const [place, modules] of Object.entries(begun)) await note(place, modules.map(idOf));
      await note(ELSEWHERE, others);
    },
  };

  const isNeededBy = (id: string, places: readonly string[]): boolean => {
    const all = neededBy.get(id);
    return all?.size === places.length && places.every((place) => all.has(place));
  };
  // What is needed goes before what needs it: it is needed in at least as many places.
  const groups = subsets([...Object.keys(pages), ELSEWHERE])
    .filter((places) => places.some((place) => place !== ELSEWHERE))
    .map((places) => ({ name: places.join("-"), test: (id: string) => isNeededBy(id, places) }));
  const runsAtOnce = (id: string) => [entry, ...everywhere].some((module) => id.endsWith(module));
  const whole = [ENTRY, EVERYWHERE].map((name) => ({
    name,
    test: (id: string) => !runsAtOnce(id) && neededBy.get(id)?.has(name) === true,
  }));
  return { plugin, groups: [...whole, ...groups] };
};
