import type { Arrival, HubServer } from "./hub.ts";
import { showOfRoom } from "./rooms.ts";

/** Who is in which show on this server, by the sockets in the shows' rooms. */
export const createWhoWatches = (io: HubServer) => {
  const { adapter } = io.of("/");

  /** A helper's screen of the show is at work there, and nobody's audience. */
  const audience = (showId: string, socketIds: ReadonlySet<string>) =>
    [...socketIds].flatMap((id) => {
      const socket = io.of("/").sockets.get(id);
      return socket && socket.data.screen?.showId !== showId ? [socket] : [];
    });

  const watching = (): Map<string, Set<string>> => {
    const shows = new Map<string, Set<string>>();
    for (const [room, socketIds] of adapter.rooms) {
      const showId = showOfRoom(room);
      if (showId === null) continue;
      const people = audience(showId, socketIds).map(({ id, data }) => data.viewer?.id ?? id);
      shows.set(showId, new Set(people));
    }
    return shows;
  };

  const arrivals = (): Map<string, Arrival[]> => {
    const shows = new Map<string, Arrival[]>();
    for (const [room, socketIds] of adapter.rooms) {
      const showId = showOfRoom(room);
      if (showId === null) continue;
      const people = new Map<string, Arrival>();
      for (const { data } of audience(showId, socketIds)) {
        const arrival = data.arrivals[showId];
        const before = arrival && people.get(arrival.person);
        if (arrival && (!before || arrival.since < before.since)) people.set(arrival.person, arrival);
      }
      shows.set(showId, [...people.values()]);
    }
    return shows;
  };

  return { watching, arrivals };
};
