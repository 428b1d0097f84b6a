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

/** How often a sender was asked for a key frame, by layer. */
export const readKeyFrameRequests = async (page: Page): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await readCounters(page))
      .filter(({ type, kind }) => type === "outbound-rtp" && kind === "video")
      .map((entry) => [String(entry.rid ?? ""), number(entry, "pliCount") + number(entry, "firCount")]),
  );
