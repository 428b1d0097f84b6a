/** One simulcast layer as it is sent now. */
export interface SentLayer {
  /** The sender's name of it: "r0" is the smallest. */
  rid: string;
  width: number;
  height: number;
  framesPerSecond: number;
  /** Bits a second. */
  bitrate: number;
  /** Why it is smaller or slower than it could be. */
  limitedBy: "none" | "cpu" | "bandwidth" | "other";
}

/** How the sending goes, for the studio. */
export interface BroadcastStats {
  /** Bits a second, pictures and sound, all layers. */
  bitrate: number;
  /** Of the largest camera layer that is sent now. */
  framesPerSecond: number;
  roundTripMs: number;
  /** 0..1: the part of the packets that did not arrive at the node. */
  loss: number;
  /** Of the camera, the smallest first; those that are not sent now have no frames. */
  layers: SentLayer[];
}

/** The counters that two moments are compared by. */
export interface StatsSample {
  at: number;
  bytes: number;
  roundTripMs: number;
  loss: number;
  layers: (Omit<SentLayer, "bitrate"> & { bytes: number })[];
}

type Entry = Record<string, unknown>;

const num = (value: unknown): number => (typeof value === "number" ? value : 0);
const text = (value: unknown): string => (typeof value === "string" ? value : "");

const bytesOf = (entry: Entry): number => num(entry.bytesSent) + num(entry.headerBytesSent);

const limitOf = (value: unknown): SentLayer["limitedBy"] =>
  value === "cpu" || value === "bandwidth" || value === "other" ? value : "none";

const layerOf = (entry: Entry): StatsSample["layers"][number] => ({
  rid: text(entry.rid),
  width: num(entry.frameWidth),
  height: num(entry.frameHeight),
  framesPerSecond: num(entry.framesPerSecond),
  limitedBy: limitOf(entry.qualityLimitationReason),
  bytes: bytesOf(entry),
});

/** Reads what matters from the browser's report; `at` in epoch milliseconds, `camera` is the camera sender's `mid`. */
export const sampleOf = (report: Iterable<Entry>, at: number, camera: string | null): StatsSample => {
  const sample: StatsSample = { at, bytes: 0, roundTripMs: 0, loss: 0, layers: [] };
  for (const entry of report) {
    if (entry.type === "outbound-rtp") {
      sample.bytes += bytesOf(entry);
      if (entry.kind === "video" && entry.mid === camera) sample.layers.push(layerOf(entry));
    }
    if (entry.type === "remote-inbound-rtp") {
      sample.roundTripMs = Math.max(sample.roundTripMs, num(entry.roundTripTime) * 1000);
      sample.loss = Math.max(sample.loss, num(entry.fractionLost));
    }
  }
  sample.layers.sort((a, b) => a.rid.localeCompare(b.rid));
  return sample;
};

/** What happened between two samples. */
export const statsBetween = (before: StatsSample, after: StatsSample): BroadcastStats => {
  const seconds = (after.at - before.at) / 1000;
  // Counters start again when the connection was made anew.
  const rate = (from: number, to: number) =>
    seconds > 0 ? Math.max(0, Math.round(((to - from) * 8) / seconds)) : 0;
  const layers = after.layers.map(({ bytes, ...layer }) => ({
    ...layer,
    bitrate: rate(before.layers.find(({ rid }) => rid === layer.rid)?.bytes ?? 0, bytes),
  }));
  return {
    bitrate: rate(before.bytes, after.bytes),
    framesPerSecond: Math.max(0, ...layers.map(({ framesPerSecond }) => framesPerSecond)),
    roundTripMs: Math.round(after.roundTripMs),
    loss: after.loss,
    layers,
  };
};
