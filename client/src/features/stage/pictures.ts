import type { Stage } from "@showdrop/shared";
import type { Feed } from "../../lib/media/index.ts";

type Picture = Pick<Feed, "from" | "source">;

/**
 * A stage's pictures, the large one first. Who is featured and sends nothing gives way to the host's camera: so a screen
 * that is shared no more makes room by itself.
 */
export const inStageOrder = <P extends Picture>(featured: Stage["featured"], feeds: readonly P[]): P[] => {
  const wanted = featured
    ? feeds.find(({ from, source }) => from.userId === featured.userId && source === featured.source)
    : undefined;
  const hosts = feeds.find(({ from, source }) => from.role === "host" && source === "camera");
  const first = wanted ?? hosts ?? feeds[0];
  return first ? [first, ...feeds.filter((feed) => feed !== first)] : [];
};
