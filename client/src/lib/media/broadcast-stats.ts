/** How the sending goes, for the studio. */
export interface BroadcastStats {
  /** Bits a second, picture and sound, all layers. */
  bitrate: number;
  /** Of the largest layer that is sent now. */
  framesPerSecond: number;
  roundTripMs: number;
  /** 0..1: the part of the packets that did not arrive at the node. */
  loss: number;
}

/** The counters that two moments are compared by. */
export interface StatsSample {
  at: number;
  bytes: number;
  framesPerSecond: number;
  roundTripMs: number;
  loss: number;
}

const num = (value: unknown): number => (typeof value === "number" ? value : 0);

/** Reads what matters from the browser's report; `at` in epoch milliseconds. */
export const sampleOf = (report: Iterable<Record<string, unknown>>, at: number): StatsSample => {
  const sample: StatsSample = { at, bytes: 0, framesPerSecond: 0, roundTripMs: 0, loss: 0 };
  for (const entry of report) {
    if (entry.type === "outbound-rtp") {
      sample.bytes += num(entry.bytesSent) + num(entry.headerBytesSent);
      sample.framesPerSecond = Math.max(sample.framesPerSecond, num(entry.framesPerSecond));
    }
    if (entry.type === "remote-inbound-rtp") {
      sample.roundTripMs = Math.max(sample.roundTripMs, num(entry.roundTripTime) * 1000);
      sample.loss = Math.max(sample.loss, num(entry.fractionLost));
    }
  }
  return sample;
};

/** What happened between two samples. */
export const statsBetween = (before: StatsSample, after: StatsSample): BroadcastStats => {
  const seconds = (after.at - before.at) / 1000;
  return {
    // Counters start again when the connection was made anew.
    bitrate: seconds > 0 ? Math.max(0, Math.round(((after.bytes - before.bytes) * 8) / seconds)) : 0,
    framesPerSecond: after.framesPerSecond,
    roundTripMs: Math.round(after.roundTripMs),
    loss: after.loss,
  };
};
