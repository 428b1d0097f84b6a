import type { MediaSource, Sender } from "@showdrop/shared";
import type { types } from "mediasoup";

/** Something that is sent in a room: what it is, whose, and over which line or pipe it came. */
export interface Sending {
  lineId: string;
  /** Sent to this node; otherwise it came through a pipe, and goes on to no other node. */
  here: boolean;
  from: Sender;
  source: MediaSource;
  producer: types.Producer;
}

/** Who follows what is sent in a room: its peers, pipes to other nodes, a recorder. */
export interface Follower {
  added: (sending: Sending) => void;
  closed: (sending: Sending) => void;
}
