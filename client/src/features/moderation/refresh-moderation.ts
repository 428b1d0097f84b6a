import { appealRoutes, chatRoutes, moderationRoutes, reviewRoutes } from "@showdrop/shared";
import type { QueryClient } from "@tanstack/react-query";
import { keyOf } from "../../lib/api.ts";

const reading = [
  moderationRoutes.listModerationLog,
  moderationRoutes.listBans,
  reviewRoutes.listShadowMutes,
  appealRoutes.listAppeals,
  moderationRoutes.readPersonCard,
  chatRoutes.searchMessages,
];

/** Asks again for whatever is shown of a shop's moderation: one of the team did something. */
export const refreshModeration = async (client: QueryClient): Promise<void> => {
  await Promise.all(reading.map((route) => client.invalidateQueries({ queryKey: keyOf(route) })));
};
