import { personRoutes, Refusal } from "@showdrop/shared";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { refreshMe } from "../lib/session.ts";

/** Answers are shared for this long, so that two parts of a page ask once. */
const FRESH_MS = 5_000;

/** The cache of answers. A "please sign in" to any call means that the session ended: the page learns it at once. */
export const buildQueryClient = (): QueryClient => {
  const notice = (fault: unknown, path: unknown): void => {
    const refusal = Refusal.safeParse(fault);
    const ended = refusal.success && refusal.data.code === "SIGN_IN_REQUIRED";
    if (ended && path !== personRoutes.readMe.path) void refreshMe(client);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (fault, query) => notice(fault, query.queryKey[0]) }),
    mutationCache: new MutationCache({ onError: (fault) => notice(fault, null) }),
    defaultOptions: { queries: { staleTime: FRESH_MS }, mutations: { networkMode: "always" } },
  });
  return client;
};
