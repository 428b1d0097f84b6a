import {
  type Audience,
  type CloseReason,
  ok,
  type RtpCapabilities,
  refuse,
  type TransportOffer,
} from "@showdrop/shared";
import type { types } from "mediasoup";
import { asker } from "./asked.ts";
import type { BestLayer } from "./audience.ts";
import type { Answer, Input } from "./commands.ts";
import type { Hall } from "./hall.ts";
import type { Line } from "./line.ts";
import type { Logger } from "./logger.ts";
import { createProducing, type Producing } from "./producing.ts";
import { createReceiving, type Receiving } from "./receiving.ts";
import type { Sending } from "./sending.ts";
import type { Pass } from "./tokens.ts";

export interface Peer extends Producing, Receiving {
  id: string;
  pass: Pass;
  hall: Hall;
  sendOffer: TransportOffer | null;
  receiveOffer: TransportOffer | null;
  /** The one for sending first. */
  transports: () => types.WebRtcTransport[];
  connectTransport: (input: Input<"transport:connect">) => Answer<"transport:connect">;
  restartIce: (input: Input<"transport:restart-ice">) => Answer<"transport:restart-ice">;
  /** Something new is sent in the room: offers it, when this peer can play it. */
  offer: (sending: Sending) => Promise<void>;
  tellHost: (present: boolean) => void;
  tellAudience: (audience: Audience) => void;
  /** The node is about to stop: the peer is to come back elsewhere within so many milliseconds. */
  tellMoving: (withinMs: number) => void;
  /** Closes all that is this peer's; a reason is told, and the connection ended. */
  close: (reason?: CloseReason) => void;
}

export interface PeerParts {
  pass: Pass;
  line: Line;
  hall: Hall;
  /** Null for those who may only watch. */
  send: types.WebRtcTransport | null;
  /** Null for those who only send. */
  receive: { transport: types.WebRtcTransport; rtpCapabilities: RtpCapabilities } | null;
  onSending: (sending: Sending) => void;
  /** The best simulcast layer that reaches this peer is another now. */
  onPicture: (best: BestLayer) => void;
  log: Logger;
}

/** One connection to a show: its transports, what it sends and what it receives. Ids of others do not exist for it. */
export const createPeer = (parts: PeerParts): Peer => {
  const { pass, line, hall, send, receive } = parts;
  let closed = false;
  const ask = asker(() => closed, parts.log);
  const producing = createProducing({
    ...{ line, pass, transport: send, ask },
    onSending: parts.onSending,
  });
  const receiving = createReceiving({ line, hall, receive, ask, onPicture: parts.onPicture });

  const transportOf = (id: string): types.WebRtcTransport | null =>
    [send, receive?.transport].find((transport) => transport?.id === id) ?? null;

  return {
    id: line.id,
    pass,
    hall,
    sendOffer: send && offerOf(send),
    receiveOffer: receive && offerOf(receive.transport),
    transports: () => [send, receive?.transport].filter((transport) => transport != null),
    ...producing,
    ...receiving,

    connectTransport: async ({ transportId, dtlsParameters }) => {
      const transport = transportOf(transportId);
      if (!transport) return refuse("TRANSPORT_UNKNOWN");
      const done = await ask("transport:connect", () => transport.connect({ dtlsParameters }));
      return done.ok ? ok({}) : done;
    },

    restartIce: async ({ transportId }) => {
      const transport = transportOf(transportId);
      if (!transport) return refuse("TRANSPORT_UNKNOWN");
      return ask("transport:restart-ice", async () => ({ iceParameters: await transport.restartIce() }));
    },

    offer: async (sending) => {
      for (const offer of await receiving.consume([sending])) line.tell("consumer:added", offer);
    },

    tellHost: (present) => {
      line.tell("host", { present });
    },
    tellAudience: (audience) => {
      line.tell("audience", audience);
    },
    tellMoving: (withinMs) => {
      line.tell("moving", { withinMs });
    },

    close: (reason) => {
      if (closed) return;
      closed = true;
      if (reason) line.tell("closed", { reason });
      send?.close();
      receive?.transport.close();
      line.end();
    },
  };
};

const offerOf = (transport: types.WebRtcTransport): TransportOffer => ({
  id: transport.id,
  iceParameters: transport.iceParameters,
  iceCandidates: transport.iceCandidates,
  dtlsParameters: transport.dtlsParameters,
});
