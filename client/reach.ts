import { dirname, join } from "node:path";
import type { Rollup } from "vite";

/** What is taken from a module: everything, or those names alone. */
interface Taking {
  from: string;
  names: readonly string[] | "all";
}

/** A name that a module passes on under another, or the same. */
interface Passed {
  from: string;
  name: string;
  as: string;
}

/** What a module takes from others; `passes` where all it does is pass on what others have. */
interface Reading {
  takes: Taking[];
  passes: { named: Passed[]; whole: string[] } | null;
}

/** A name as it stands there, or as a string. */
const nameOf = (node: { name: string } | { value: unknown }): string =>
  "name" in node ? node.name : String(node.value);

const read = async (context: Rollup.PluginContext, id: string): Promise<Reading> => {
  const info = context.getModuleInfo(id);
  if (!info?.code || info.inputFormat === "cjs")
    return { takes: (info?.importedIds ?? []).map((from) => ({ from, names: "all" })), passes: null };
  const imported = new Set(info.importedIds);
  const idOf = async (source: string): Promise<string> => {
    const near = join(dirname(id), source);
    return imported.has(near) ? near : ((await context.resolve(source, id))?.id ?? source);
  };

  const { body } = context.parse(info.code);
  const takes: Taking[] = [];
  const named: Passed[] = [];
  const whole: string[] = [];
  for (const node of body) {
    if (node.type === "ImportDeclaration") {
      const names = node.specifiers.flatMap((one) => {
        if (one.type === "ImportSpecifier") return [nameOf(one.imported)];
        return one.type === "ImportDefaultSpecifier" ? ["default"] : [];
      });
      const every = names.length === 0 || names.length < node.specifiers.length;
      takes.push({ from: await idOf(node.source.value), names: every ? "all" : names });
    }
    if (node.type === "ExportAllDeclaration") whole.push(await idOf(node.source.value));
    if (node.type === "ExportNamedDeclaration" && node.source) {
      const from = await idOf(node.source.value);
      for (const { local, exported } of node.specifiers)
        named.push({ from, name: nameOf(local), as: nameOf(exported) });
    }
  }
  const passing = body.every((node) => /^(Import|Export)/.test(node.type) || "directive" in node);
  if (passing && named.length + whole.length > 0) return { takes: [], passes: { named, whole } };
  takes.push(...named.map(({ from, name }) => ({ from, names: [name] })));
  takes.push(...whole.map((from) => ({ from, names: "all" as const })));
  return { takes, passes: null };
};

/**
 * Finds the modules that others need before they run. Through modules that merely pass on what others have, as
 * `shared/src/index.ts` does, only what is asked for is followed: nobody needs the rest.
 */
export const createReach = (context: Rollup.PluginContext) => {
  const readings = new Map<string, Reading>();
  const readingOf = async (id: string): Promise<Reading> => {
    const known = readings.get(id) ?? (await read(context, id));
    readings.set(id, known);
    return known;
  };

  /** The module that makes what another passes on under a name; null when it has no such name. */
  const makerOf = async (id: string, name: string): Promise<string | null> => {
    const { passes } = await readingOf(id);
    if (!passes) return context.getModuleInfo(id)?.exports.includes(name) ? id : null;
    const one = passes.named.find(({ as }) => as === name);
    if (one) return (await makerOf(one.from, one.name)) ?? one.from;
    for (const from of passes.whole) {
      const maker = await makerOf(from, name);
      if (maker) return maker;
    }
    return null;
  };

  const neededBy = async ({ from, names }: Taking): Promise<string[]> => {
    const { passes } = await readingOf(from);
    if (!passes) return [from];
    if (names === "all") return [...passes.named.map((one) => one.from), ...passes.whole];
    return Promise.all(names.map(async (name) => (await makerOf(from, name)) ?? from));
  };

  return async (from: readonly string[]): Promise<Set<string>> => {
    const found = new Set<string>();
    const waiting = [...from];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (found.has(id)) continue;
      found.add(id);
      for (const taking of (await readingOf(id)).takes) waiting.push(...(await neededBy(taking)));
    }
    return found;
  };
};
