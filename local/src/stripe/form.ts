import { done, invalid, type Outcome } from "./errors.ts";

/** A decoded parameter: a string, or what `a[b]=…` and `a[0]=…` nest. */
export type FormValue = string | FormValue[] | { [key: string]: FormValue };
export type FormFields = { [key: string]: FormValue };

type Node = string | Map<string, Node>;

const MAX_FIELDS = 1000; // far above any request of the SDK; keeps a hostile body cheap
const MAX_DEPTH = 8; // the deepest documented parameter nests five levels

/** Decodes `a=1&b[c]=2&d[]=3&e[0][f]=4` into nested values; refuses what cannot be nested so. */
export function parseForm(encoded: string): Outcome<FormFields> {
  const root = new Map<string, Node>();
  const pairs = [...new URLSearchParams(encoded)];
  if (pairs.length > MAX_FIELDS) return invalid(`Too many parameters: at most ${MAX_FIELDS} are accepted.`);
  for (const [name, value] of pairs) {
    const path = splitName(name);
    if (path === null || path.length > MAX_DEPTH || !insert(root, path, value)) {
      return invalid(`Invalid parameter name: ${name}`, { param: name });
    }
  }
  return done(toFields(root));
}

/** `["a", 0, "b"]` → `a[0][b]`, the way Stripe names a parameter. */
export function paramName(path: readonly PropertyKey[]): string {
  const [first = "", ...rest] = path.map(String);
  return first + rest.map((part) => `[${part}]`).join("");
}

function splitName(name: string): string[] | null {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!match) return null;
  const inner = (match[2] ?? "").slice(1, -1);
  return [match[1] ?? "", ...(match[2] ? inner.split("][") : [])];
}

function insert(root: Map<string, Node>, path: string[], value: string): boolean {
  let node = root;
  for (const [depth, part] of path.entries()) {
    const key = part === "" ? String(node.size) : part;
    const existing = node.get(key);
    if (depth === path.length - 1) {
      if (existing instanceof Map) return false;
      node.set(key, value);
      return true;
    }
    if (typeof existing === "string") return false;
    const next = existing ?? new Map<string, Node>();
    node.set(key, next);
    node = next;
  }
  return false;
}

function toValue(node: Node): FormValue {
  if (typeof node === "string") return node;
  if (node.size > 0 && [...node.keys()].every((key, index) => key === String(index))) {
    return [...node.values()].map(toValue);
  }
  return toFields(node);
}

function toFields(node: Map<string, Node>): FormFields {
  // Without a prototype, a parameter called `__proto__` is a name like any other.
  const fields: FormFields = Object.create(null);
  for (const [key, child] of node) fields[key] = toValue(child);
  return fields;
}
