/** One API request that reached the simulator. `at` is in milliseconds since 1970, the machine's time. */
export interface LoggedRequest {
  at: number;
  method: string;
  path: string;
}

const KEEP = 10_000;

/** The last requests, for tests that count how fast they came. */
export function createRequestLog() {
  let requests: LoggedRequest[] = [];
  return {
    add(method: string, path: string): void {
      requests.push({ at: Date.now(), method, path });
      if (requests.length > 2 * KEEP) requests = requests.slice(-KEEP);
    },
    all: (): readonly LoggedRequest[] => requests.slice(-KEEP),
    clear(): void {
      requests = [];
    },
  };
}

export type RequestLog = ReturnType<typeof createRequestLog>;
