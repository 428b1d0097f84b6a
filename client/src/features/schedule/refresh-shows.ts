import { routes } from "@showdrop/shared";
import type { QueryClient } from "@tanstack/react-query";

/** A show was planned, changed, ended or cancelled: every list that may hold it is asked for again. */
export const refreshShows = async (client: QueryClient): Promise<void> => {
  await Promise.all(
    [routes.listShows, routes.readShow, routes.readShopPage].map((route) =>
      client.invalidateQueries({ queryKey: [route.path] }),
    ),
  );
};
