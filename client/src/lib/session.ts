import { type Me, personRoutes, type Refusal, type ShopRole } from "@showdrop/shared";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { call, keyOf, useAnswer } from "./api.ts";

const meKey = keyOf(personRoutes.readMe, {});

/** Who is signed in; `me` is null for a visitor, and while it is not yet known (`loading`). */
export const useMe = (): { me: Me | null; loading: boolean } => {
  const { data, isPending } = useAnswer(personRoutes.readMe, {}, { staleTime: 60_000 });
  return { me: data?.me ?? null, loading: isPending };
};

/** My role in a shop, or null. */
export const useRole = (shopId: string | undefined): ShopRole | null =>
  useMe().me?.memberships.find((membership) => membership.shopId === shopId)?.role ?? null;

/** Somebody signed in or out: whatever was read for the person before is asked for anew. */
export const rememberMe = (client: QueryClient, me: Me | null): void => {
  client.setQueryData(meKey, { me });
  void client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== personRoutes.readMe.path });
};

/** The same person decided something about themselves. */
export const noteMe = (client: QueryClient, me: Me): void => {
  client.setQueryData(meKey, { me });
};

/** Asks again who is signed in, after a role or a session changed elsewhere. */
export const refreshMe = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: meKey });

/** Signs out here; on a refusal, which is returned, the person stays signed in. */
export const useSignOut = () => {
  const client = useQueryClient();
  return {
    signOut: async (): Promise<Refusal | null> => {
      const result = await call(personRoutes.signOut, {});
      if (!result.ok) return result.error;
      rememberMe(client, null);
      return null;
    },
  };
};
