import { discoveryRoutes, shopRoutes, showRoutes } from "@showdrop/shared";
import type { QueryClient } from "@tanstack/react-query";

/** A show was planned, changed, ended or cancelled: every list that may hold it is asked for again. */
export const refreshShows = async (client: QueryClient): Promise<void> => {
  await Promise.all(
    [discoveryRoutes.readHome, showRoutes.readShow, shopRoutes.readShopPage].map((route) =>
      client.invalidateQueries({ queryKey: [route.path] }),
    ),
  );
};
