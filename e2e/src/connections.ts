import type { Page } from "@playwright/test";

declare global {
  interface Window {
    connections?: RTCPeerConnection[];
  }
}

/** Keeps the page's media connections where a test can ask them; before the page is opened. */
export const keepConnections = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const kept: RTCPeerConnection[] = [];
    window.connections = kept;
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        kept.push(this);
      }
    };
  });
};

type Entry = Record<string, unknown>;

/** Everything that the page's living connections count. */
const readCounters = (page: Page): Promise<Entry[]> =>
  page.evaluate(async () => {
    const living = (window.connections ?? []).filter(({ connectionState }) => connectionState !== "closed");
    const reports = await Promise.all(living.map((connection) => connection.getStats()));
    return reports.flatMap((report) => [...report.values()].map((entry: object) => ({ ...entry })));
  });

const number = (entry: Entry | undefined, name: string): number => {
  const value = entry?.[name];
  return typeof value === "number" ? value : 0;
};

/** How the packets of the page's media travel: "udp" or "tcp", of every path in use. */
export const protocolsOf = async (page: Page): Promise<unknown[]> => {
  const counters = await readCounters(page);
  const find = (id: unknown) => counters.find((entry) => entry.id === id);
  const pairs = counters
    .filter(({ type }) => type === "transport")
    .map(({ selectedCandidatePairId }) => find(selectedCandidatePairId))
    .filter((pair) => pair !== undefined);
  return pairs.map(({ localCandidateId }) => find(localCandidateId)?.protocol);
};

/** What arrives of sound. */
export type Heard = {
  packets: number;
  /** Samples that were played, and those of them that were made up where packets were missing. */
  samples: number;
  concealed: number;
};

export const readHeard = async (page: Page): Promise<Heard> => {
  const inbound = (await readCounters(page)).find(
    ({ type, kind }) => type === "inbound-rtp" && kind === "audio",
  );
  return {
    packets: number(inbound, "packetsReceived"),
    samples: number(inbound, "totalSamplesReceived"),
    // Silence is made up between words too, where nothing is sent.
    concealed: number(inbound, "concealedSamples") - number(inbound, "silentConcealedSamples"),
  };
};

/** How long sound waits in the page before it is heard, in ms, over the next while. */
export const soundWaits = async (page: Page, overMs = 1_000): Promise<number> => {
  const read = async () =>
    (await readCounters(page)).find(({ type, kind }) => type === "inbound-rtp" && kind === "audio");
  const before = await read();
  await page.waitForTimeout(overMs);
  const after = await read();
  const grown = (name: string) => number(after, name) - number(before, name);
  return (1000 * grown("jitterBufferDelay")) / grown("jitterBufferEmittedCount");
};

/**
 * Lets the page's pictures wait for so long before they are shown, as on an uneven line, whatever the page asks for itself.
 * @returns lets them go again
 */
export const holdPictures = async (page: Page, ms: number): Promise<() => Promise<void>> => {
  const timer = await page.evaluate((target) => {
    const hold = () => {
      for (const connection of window.connections ?? [])
        for (const receiver of connection.getReceivers())
          if (receiver.track.kind === "video") receiver.jitterBufferTarget = target;
    };
    return Number(setInterval(hold, 100));
  }, ms);
  return () =>
    page.evaluate((hold) => {
      clearInterval(hold);
      for (const connection of window.connections ?? [])
        for (const receiver of connection.getReceivers())
          if (receiver.track.kind === "video") receiver.jitterBufferTarget = null;
    }, timer);
};

/** How often a sender was asked for a key frame, by layer. */
export const readKeyFrameRequests = async (page: Page): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await readCounters(page))
      .filter(({ type, kind }) => type === "outbound-rtp" && kind === "video")
      .map((entry) => [String(entry.rid ?? ""), number(entry, "pliCount") + number(entry, "firCount")]),
  );
