import { streamKeyRoutes } from "@showdrop/shared";
import { useAnswer } from "../../lib/api.ts";
import { type Feed, useWatchStream } from "../../lib/media/index.ts";

export interface Elsewhere {
  feed: Feed;
  /** It comes from a program with the shop's stream key, and not from another page. */
  byProgram: boolean;
}

/** The host's picture when it does not come from this page: from OBS, or from another window. */
export const useElsewhere = (
  { showId, shopId }: { showId: string; shopId: string },
  enabled: boolean,
): Elsewhere | null => {
  const { feeds } = useWatchStream(showId, enabled);
  const feed = feeds.find(({ from, picture, sound }) => from.role === "host" && (picture || sound));
  const { data } = useAnswer(
    streamKeyRoutes.readStreamKey,
    { params: { shopId } },
    { enabled: feed !== undefined, world: "" },
  );
  return feed ? { feed, byProgram: feed.from.userId === data?.streamKey?.id } : null;
};
