import type { Plugin } from "vite";

/** What a library's code calls where it would have called what was left out. */
const STANDS_IN = `const leftOut = () => { throw new Error("this was left out of the client's build"); };`;

/**
 * Leaves out modules of libraries that libraries bring along wherever they are used and that nothing here ever calls: what
 * they export then throws. A module that its library does not have any more fails the build.
 * @param modules the ends of their paths
 */
export const leaveOut = (modules: readonly string[]): Plugin => {
  const met = new Set<string>();
  return {
    name: "showdrop:leave-out",
    apply: "build",
    transform(code, id) {
      const module = modules.find((end) => id.endsWith(end));
      if (module === undefined) return null;
      met.add(module);
      const names = this.parse(code).body.flatMap((node) => {
        if (node.type !== "ExportNamedDeclaration") return [];
        const { declaration, specifiers } = node;
        if (declaration?.type === "VariableDeclaration")
          return declaration.declarations.flatMap((one) =>
            one.id.type === "Identifier" ? [one.id.name] : [],
          );
        if (declaration?.type === "FunctionDeclaration" || declaration?.type === "ClassDeclaration")
          return declaration.id ? [declaration.id.name] : [];
        return specifiers.flatMap(({ exported }) => ("name" in exported ? [exported.name] : []));
      });
      // Called while something is set up, each gives what throws when it is used.
      const exports = names.map((name) => `const ${name}_ = () => leftOut;\nexport { ${name}_ as ${name} };`);
      return { code: [STANDS_IN, ...exports].join("\n"), map: null, moduleSideEffects: false };
    },
    buildEnd() {
      const missing = modules.filter((module) => !met.has(module));
      if (missing.length > 0) this.error(`there is nothing to leave out any more: ${missing.join(", ")}`);
    },
  };
};
