import { BSONRegExp } from "bson";
import { badValue, locationError } from "../errors.ts";

/** MongoDB's flags that JavaScript has too; `x` (extended) is translated. */
const FLAGS = "imsu";

/** A JavaScript regular expression for one of MongoDB's (PCRE), given as such or as its source. */
export function toRegExp(source: unknown, options?: string): RegExp {
  if (!(source instanceof BSONRegExp) && typeof source !== "string")
    throw badValue("$regex has to be a string");
  let pattern = typeof source === "string" ? source : source.pattern;
  let flags = options ?? (typeof source === "string" ? "" : source.options);
  // PCRE lets a pattern begin with its flags: (?i)abc
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  if (inline) {
    pattern = pattern.slice(inline[0].length);
    flags += inline[1];
  }
  if (flags.includes("x")) pattern = withoutComments(pattern);
  try {
    return new RegExp(pattern, [...new Set(flags)].filter((flag) => FLAGS.includes(flag)).join(""));
  } catch (error) {
    throw locationError(
      51091,
      `Regular expression is invalid: ${error instanceof Error ? error.message : pattern}`,
    );
  }
}

/** Removes the white space and comments of an extended pattern; escaped ones stay. */
const withoutComments = (pattern: string): string =>
  pattern.replace(/\\#|\\ |#.*$|\s+/gm, (match) => (match.startsWith("\\") ? match : ""));
