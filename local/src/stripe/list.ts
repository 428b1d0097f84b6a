import { done, invalid, noSuch, type Outcome } from "./errors.ts";
import type { CreatedFilter } from "./params.ts";
import type { Kind, Kinds, Store } from "./store.ts";

const DEFAULT_LIMIT = 10; // Stripe's page sizes
const MAX_LIMIT = 100;

type Listed = { [K in Kind]: Kinds[K] extends { created: number } ? K : never }[Kind] | "customer";

export interface Page<K extends Kind> {
  object: "list";
  data: Kinds[K][];
  has_more: boolean;
  url: string;
}

interface ListRequest {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
  created?: CreatedFilter;
}

/** One page, newest first, as every Stripe list answers. `keep` is the list's own filter. */
export function listPage<K extends Listed>(
  store: Store,
  kind: K,
  url: string,
  request: ListRequest,
  keep: (object: Kinds[K]) => boolean,
): Outcome<Page<K>> {
  const { limit = DEFAULT_LIMIT, starting_after, ending_before } = request;
  if (limit < 1 || limit > MAX_LIMIT) {
    return invalid(`Invalid limit: must be between 1 and ${MAX_LIMIT}`, { param: "limit" });
  }
  if (starting_after !== undefined && ending_before !== undefined) {
    return invalid("You may only specify one of these parameters: starting_after, ending_before.", {
      code: "parameters_exclusive",
    });
  }
  const cursor = starting_after ?? ending_before;
  if (cursor !== undefined && !store.get(kind, cursor)) {
    return noSuch(kind, cursor, starting_after === undefined ? "ending_before" : "starting_after");
  }
  const found: Kinds[K][] = [];
  for (const object of store.walk(kind, ending_before === undefined ? "newest" : "oldest", cursor)) {
    if (!("created" in object) || !wasCreated(object.created, request.created) || !keep(object)) continue;
    found.push(object);
    if (found.length > limit) break;
  }
  const data = found.slice(0, limit);
  if (ending_before !== undefined) data.reverse();
  return done({ object: "list", data, has_more: found.length > limit, url });
}

function wasCreated(at: number, filter: CreatedFilter): boolean {
  if (filter === undefined) return true;
  if (typeof filter === "number") return at === filter;
  return (
    at > (filter.gt ?? Number.NEGATIVE_INFINITY) &&
    at >= (filter.gte ?? Number.NEGATIVE_INFINITY) &&
    at < (filter.lt ?? Number.POSITIVE_INFINITY) &&
    at <= (filter.lte ?? Number.POSITIVE_INFINITY)
  );
}
