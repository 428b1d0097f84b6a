import type { Seat } from "../workers.ts";

/** What a worker holds, by its own dumps. */
export const holdings = async ({ worker, webRtcServer, receiving, halls }: Seat) => {
  const [{ routerIds, channelMessageHandlers }, { webRtcTransportIds, localIceUsernameFragments }] =
    await Promise.all([worker.dump(), webRtcServer.dump()]);
  const named = new Set([...routerIds, ...webRtcTransportIds, webRtcServer.id]);
  return {
    receiving,
    halls,
    routers: routerIds.length,
    webRtcTransports: webRtcTransportIds.length,
    iceNames: localIceUsernameFragments.length,
    /** The ends of pipes, producers and consumers: all else that answers to a name. */
    others: channelMessageHandlers.channelRequestHandlers.filter((id) => !named.has(id)).length,
  };
};
export type Holdings = Awaited<ReturnType<typeof holdings>>;

export const NOTHING: Holdings = {
  receiving: 0,
  halls: 0,
  routers: 0,
  webRtcTransports: 0,
  iceNames: 0,
  others: 0,
};
