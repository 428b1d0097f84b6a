import type { Follower, Sending } from "./sending.ts";

/** What is sent in a room now, and who follows it. */
export interface Sendings {
  all: () => Sending[];
  /** What comes over other lines than this one. */
  ofOthers: (lineId: string) => Sending[];
  /** Takes one in: it goes with its producer. */
  bring: (sending: Sending) => void;
  /** @returns ends the following */
  follow: (follower: Follower) => () => void;
}

/** @param onHostSending told when the host begins to send to this node, and when nothing of theirs is left */
export const keepSendings = (onHostSending: (sending: boolean) => void): Sendings => {
  const sendings = new Set<Sending>();
  const followers = new Set<Follower>();
  const isOurHost = ({ from, here }: Sending) => here && from.role === "host";

  return {
    all: () => [...sendings],
    ofOthers: (lineId) => [...sendings].filter((sending) => sending.lineId !== lineId),
    bring: (sending) => {
      sendings.add(sending);
      sending.producer.observer.once("close", () => {
        sendings.delete(sending);
        for (const follower of followers) follower.closed(sending);
        if (isOurHost(sending)) onHostSending([...sendings].some(isOurHost));
      });
      if (isOurHost(sending)) onHostSending(true);
      for (const follower of followers) follower.added(sending);
    },
    follow: (follower) => {
      followers.add(follower);
      return () => {
        followers.delete(follower);
      };
    },
  };
};
