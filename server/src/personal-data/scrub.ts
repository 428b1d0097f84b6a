import { Types } from "mongoose";

/** What stands where a person's words, name or address stood. */
export const GONE = "—";
/** The name of somebody whose account was erased, wherever others still see that somebody did something. */
export const DELETED_NAME = "Deleted person";

/** Whose traces are taken out of something. */
export interface Traces {
  userId: string;
  displayName: string;
  /** What identifies them wherever it stands: email, phone, street. */
  identifying: readonly string[];
}

const isText = (value: unknown): value is string => typeof value === "string";
const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const scrubText = (text: string, { displayName, identifying }: Traces): string => {
  // A name is a word like others: it is taken out where it stands alone and where they are spoken to.
  if (text === displayName) return DELETED_NAME;
  const spoken = text.replaceAll(`@${displayName}`, `@${GONE}`);
  return identifying.reduce((rest, trace) => rest.replaceAll(trace, GONE), spoken);
};

/** Whether an object is said by them: `{ author: { id }, text }`. */
const isTheirs = ({ author }: Record<string, unknown>, userId: string): boolean =>
  isPlain(author) && author.id === userId;

/**
 * Takes a person's traces out of a document, however deep they stand: their name beside their id, the words beside them as
 * the author, and what identifies them in any text.
 * @returns a copy, or the same thing where nothing had to go
 */
export const scrub = <T>(value: T, traces: Traces): T => scrubAny(value, traces) as T;

const scrubAny = (value: unknown, traces: Traces): unknown => {
  if (isText(value)) return scrubText(value, traces);
  if (Array.isArray(value)) return value.map((each) => scrubAny(each, traces));
  if (!isPlain(value)) return value;
  const theirs = isTheirs(value, traces.userId);
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      if (theirs && key === "text" && isText(part)) return [key, GONE];
      // Somebody else may be called the same.
      if (key === "displayName") return [key, value.id === traces.userId ? DELETED_NAME : part];
      return [key, scrubAny(part, traces)];
    }),
  );
};

/** An id as the database has it. */
export const idOf = (id: string): Types.ObjectId => new Types.ObjectId(id);
