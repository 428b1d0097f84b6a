import { type PipedSending, type PipeEnd, type PipeEvents, RtpParameters } from "@showdrop/shared";
import type { types } from "mediasoup";
import { asSent, TOFFSET_URI } from "./codecs.ts";
import type { Logger } from "./logger.ts";
import { connectTo, endOf } from "./pipe-transport.ts";
import type { Room } from "./room.ts";
import type { Sending } from "./sending.ts";

export interface Pipe {
  /** The edge has taken in what it was told: packets may flow. */
  begin: () => Promise<void>;
  close: () => void;
}

export interface PipeParts {
  room: Room;
  /** Not connected yet; closes with the pipe. */
  transport: types.PipeTransport;
  /** The edge's half. */
  edge: PipeEnd;
  hostPresent: () => boolean;
  tell: <E extends keyof PipeEvents>(event: E, data: PipeEvents[E]) => void;
  log: Logger;
}

/**
 * The origin's half of a pipe: everything that was sent to this node goes to one edge. The transport is connected last,
 * so that the key frame that mediasoup asks for then finds the edge ready to take it in.
 */
export const openPipe = async ({
  room,
  transport,
  edge,
  hostPresent,
  tell,
  log,
}: PipeParts): Promise<Pipe> => {
  const consume = async (sending: Sending): Promise<Piped | null> => {
    const { producer } = sending;
    const producerId = producer.id;
    try {
      const consumer = await transport.consume({ producerId });
      consumer.on("producerclose", () => tell("sending:closed", { producerId }));
      consumer.on("producerpause", () => tell("sending:paused", { producerId }));
      consumer.on("producerresume", () => tell("sending:resumed", { producerId }));
      return { sending, consumer, rtpParameters: asPiped(consumer.rtpParameters) };
    } catch (error) {
      if (!producer.closed && !transport.closed)
        log.error({ err: error, producerId }, "a sending is not piped");
      return null;
    }
  };

  const welcome = async (present: readonly Sending[]): Promise<void> => {
    const piped = (await Promise.all(present.map(consume))).filter((pair) => pair !== null);
    tell("welcome", {
      end: endOf(transport),
      sendings: piped.filter(({ consumer }) => !consumer.closed).map(describe),
      hostPresent: hostPresent(),
    });
  };

  const add = async (sending: Sending): Promise<void> => {
    const piped = await consume(sending);
    if (piped && !piped.consumer.closed) tell("sending:added", describe(piped));
  };

  /** What is sent is told in order, and after the welcome. */
  let told = welcome(room.sendings().filter(({ here }) => here));
  const unfollow = room.follow({
    added: (sending) => {
      if (sending.here) told = told.then(() => add(sending));
    },
    // The consumer says it.
    closed: () => {},
  });
  transport.observer.once("close", unfollow);
  await told;

  return {
    begin: () => connectTo(transport, edge),
    close: () => transport.close(),
  };
};

interface Piped {
  sending: Sending;
  consumer: types.Consumer;
  rtpParameters: RtpParameters;
}

const describe = ({ sending: { producer, source, from }, rtpParameters }: Piped): PipedSending => ({
  ...{ producerId: producer.id, kind: producer.kind, source, from, rtpParameters },
  paused: producer.paused,
});

/** As it goes over the wire: without the one extension of mediasoup's that nobody here speaks. */
const asPiped = (rtpParameters: types.RtpParameters): RtpParameters =>
  RtpParameters.parse(
    asSent({
      ...rtpParameters,
      headerExtensions: rtpParameters.headerExtensions?.filter(({ uri }) => uri !== TOFFSET_URI),
    }),
  );
