import { type MediaSource, ok, refuse } from "@showdrop/shared";
import type { types } from "mediasoup";
import type { Ask } from "./asked.ts";
import type { Answer, Input } from "./commands.ts";
import type { Line } from "./line.ts";
import type { Sending } from "./sending.ts";
import type { Pass } from "./tokens.ts";

/**
 * However many begin to watch, and in whichever hall, the sender is asked for a key frame of one layer no sooner than
 * this after the last time. What is asked meanwhile is asked once, when the time is over.
 */
export const KEY_FRAME_REQUEST_DELAY_MS = 1_000;

export interface Producing {
  sendings: () => Sending[];
  /** Pauses their microphone, which they may resume. */
  mute: () => Promise<void>;
  produce: (input: Input<"produce">) => Answer<"produce">;
  pauseProducer: (input: Input<"producer:pause">) => Answer<"producer:pause">;
  resumeProducer: (input: Input<"producer:resume">) => Answer<"producer:resume">;
  closeProducer: (input: Input<"producer:close">) => Answer<"producer:close">;
}

export interface ProducingParts {
  line: Line;
  pass: Pass;
  /** Null for those who may only watch. */
  transport: types.WebRtcTransport | null;
  ask: Ask;
  onSending: (sending: Sending) => void;
}

/** What one peer sends: each source once. */
export const createProducing = ({ line, pass, transport, ask, onSending }: ProducingParts): Producing => {
  const sendings = new Map<string, Sending>();
  const taken = new Set<MediaSource>();

  const own = async (producerId: string, work: (producer: types.Producer) => Promise<void>) => {
    const sending = sendings.get(producerId);
    if (!sending) return refuse("NOT_FOUND");
    const done = await ask("producer", () => work(sending.producer));
    return done.ok ? ok({}) : done;
  };

  /** The smallest layer first. */
  const tellScore = ({ id }: types.Producer, scores: readonly types.ProducerScore[]): void =>
    line.tell("producer:score", {
      producerId: id,
      scores: [...scores].sort((a, b) => a.encodingIdx - b.encodingIdx).map(({ score }) => score),
    });

  return {
    sendings: () => [...sendings.values()],

    mute: async () => {
      const open = [...sendings.values()].filter(
        ({ source, producer }) => source === "microphone" && !producer.paused,
      );
      await Promise.all(
        open.map(async ({ producer }) => {
          const done = await ask("mute", () => producer.pause());
          if (done.ok) line.tell("producer:muted", { producerId: producer.id });
        }),
      );
    },

    produce: async ({ kind, source, rtpParameters, paused = false }) => {
      if (!transport) return refuse("NOT_A_HOST");
      if (taken.has(source)) {
        return refuse("MEDIA_REJECTED", { message: "This source is being sent already.", path: "source" });
      }
      taken.add(source);
      const made = await ask("produce", () =>
        transport.produce({ kind, rtpParameters, paused, keyFrameRequestDelay: KEY_FRAME_REQUEST_DELAY_MS }),
      );
      if (!made.ok) {
        taken.delete(source);
        return made;
      }
      const producer = made.data;
      const { userId, role } = pass;
      const sending: Sending = { lineId: line.id, here: true, from: { userId, role }, source, producer };
      sendings.set(producer.id, sending);
      producer.on("score", (scores) => tellScore(producer, scores));
      producer.observer.on("close", () => {
        sendings.delete(producer.id);
        taken.delete(source);
      });
      onSending(sending);
      return ok({ producerId: producer.id });
    },

    pauseProducer: ({ producerId }) => own(producerId, (producer) => producer.pause()),
    resumeProducer: ({ producerId }) => own(producerId, (producer) => producer.resume()),
    closeProducer: ({ producerId }) => own(producerId, async (producer) => producer.close()),
  };
};
