import { MEDIA_CONTROL_STREAM, MediaControl } from "@showdrop/shared";
import type { Redis } from "../kit/redis.ts";

/** What media nodes were told about one show, oldest first. */
export const mediaOrders = async (redis: Redis, showId: string): Promise<MediaControl[]> => {
  const entries = await redis.xRange(MEDIA_CONTROL_STREAM, "-", "+");
  return (entries ?? [])
    .map(({ message }) => MediaControl.parse(JSON.parse(message.order ?? "")))
    .filter((order) => order.showId === showId);
};
