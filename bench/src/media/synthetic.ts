import { performance } from "node:perf_hooks";
import { RtpHeader } from "werift";
import type { Wire } from "./wire.ts";

/** A picture of 1.5 Mbit/s: 30 frames a second of five full packets and a rest. */
const FRAMES_PER_SECOND = 30;
const PACKETS_PER_FRAME = 6;
const PACKET_BYTES = 1_040;
/** A second: who joins must not wait for a request to come through. */
const KEY_FRAME_EVERY = 30;
/** Opus at its usual 20 ms and 32 kbit/s. */
const SOUND_EVERY_MS = 20;
const SOUND_BYTES = 80;

export type Stream = { ssrc: number; payloadType: number };

/** Bytes at a payload's end that say when it was sent. */
const STAMP_BYTES = 8;

/** When a decrypted packet was sent, on `performance.now()`'s clock in this process. */
export const sentAt = (packet: Buffer): number => packet.readDoubleBE(packet.length - STAMP_BYTES);

const sequence = () => {
  let number = 0;
  return () => number++ & 0xffff;
};

/**
 * Sends what looks to a media server like VP8 and Opus, at an even pace; nobody has to encode it.
 * @returns stops it
 */
export const startSynthetic = (wire: Wire, video: Stream, audio: Stream): (() => void) => {
  const nextVideo = sequence();
  const nextAudio = sequence();
  let frame = 0;
  let sound = 0;

  const send = (
    stream: Stream,
    sequenceNumber: number,
    timestamp: number,
    marker: boolean,
    payload: Buffer,
  ) => {
    payload.writeDoubleBE(performance.now(), payload.length - STAMP_BYTES);
    const header = new RtpHeader({ ...stream, sequenceNumber, timestamp: timestamp >>> 0, marker });
    wire.send(wire.srtp.encrypt(payload, header));
  };

  const sendFrame = () => {
    for (let i = 0; i < PACKETS_PER_FRAME; i++) {
      const payload = Buffer.alloc(PACKET_BYTES);
      // RFC 7741: the S bit marks a partition's start; a frame whose first byte is even is a key frame.
      payload[0] = i === 0 ? 0x10 : 0;
      payload[1] = frame % KEY_FRAME_EVERY === 0 ? 0 : 1;
      send(video, nextVideo(), frame * (90_000 / FRAMES_PER_SECOND), i === PACKETS_PER_FRAME - 1, payload);
    }
    frame++;
  };
  const sendSound = () => {
    send(audio, nextAudio(), sound++ * 960, false, Buffer.alloc(SOUND_BYTES));
  };

  const start = performance.now();
  const timer = setInterval(() => {
    const elapsed = performance.now() - start;
    while (frame * (1000 / FRAMES_PER_SECOND) <= elapsed) sendFrame();
    while (sound * SOUND_EVERY_MS <= elapsed) sendSound();
  }, 5);
  return () => clearInterval(timer);
};
