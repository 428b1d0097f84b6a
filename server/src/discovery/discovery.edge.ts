import type { Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import { type ReadHomeDeps, readHome } from "./read-home.ts";
import { type SearchDeps, search } from "./search.ts";

type DiscoveryEdge = ReadHomeDeps & SearchDeps & { limits: Limits };
type DiscoveryCalls = "readHome" | "search";

export const discoveryEdge = (deps: DiscoveryEdge): Pick<Handlers, DiscoveryCalls> => ({
  readHome: ({ viewer, query }) => readHome(deps, viewer, query.category),
  async search({ query, network }) {
    const tooMany = await deps.limits.take("search", network);
    return tooMany ? { ok: false, error: tooMany } : search(deps, query.q);
  },
});
