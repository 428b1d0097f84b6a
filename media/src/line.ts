import type { MediaAuth, MediaClientToServer, MediaEvents, MediaServerToClient } from "@showdrop/shared";
import type { DefaultEventsMap, Socket } from "socket.io";
import type { Pass } from "./tokens.ts";

export interface SocketData {
  pass: Pass;
  receive: MediaAuth["receive"];
}
export type MediaSocket = Socket<MediaClientToServer, MediaServerToClient, DefaultEventsMap, SocketData>;

/** The way to one peer: a socket, or a session over HTTP, which hears nothing but its end. */
export interface Line {
  id: string;
  tell: <E extends keyof MediaEvents>(event: E, data: MediaEvents[E]) => void;
  end: () => void;
}

export const socketLine = (socket: MediaSocket): Line => ({
  id: socket.id,
  tell: (event, data) => {
    socket.emit(event, ...([data] as Parameters<MediaServerToClient[typeof event]>));
  },
  end: () => socket.disconnect(true),
});
