import type { IncomingHttpHeaders } from "node:http";

/**
 * Whether a request that changes something comes from our own pages. Browsers always send `Origin` or
 * `Sec-Fetch-Site` with such requests; programs send neither and carry no one else's cookies.
 */
export const isOwnOrigin = (headers: IncomingHttpHeaders, origins: ReadonlySet<string>): boolean => {
  if (headers.origin !== undefined) return origins.has(headers.origin);
  const site = headers["sec-fetch-site"];
  return site === undefined || site === "same-origin" || site === "none";
};
