import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";

/**
 * The address that a connection comes from, as Express tells it for requests.
 * @param trustedProxies how many proxies in front are believed.
 */
export const addressOf = (
  { headers, socket }: Pick<IncomingMessage, "headers" | "socket">,
  trustedProxies: number,
): string => {
  const forwarded = [headers["x-forwarded-for"] ?? []].flat().join(",");
  const hops = forwarded.split(",").map((hop) => hop.trim());
  const behind = forwarded === "" ? [] : hops.reverse();
  const seen = [socket.remoteAddress ?? "", ...behind];
  return seen[Math.min(trustedProxies, seen.length - 1)] ?? "";
};

/**
 * The network that one household or server is given, for rate limits: an IPv4 address itself, of an IPv6 address the first
 * 64 bits (RFC 6177). Whoever has one IPv6 address has 2^64 of them.
 */
export const networkOf = (address: string): string => {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = "", tail] = address.toLowerCase().split("::");
  const groups = head === "" ? [] : head.split(":");
  const first = tail === undefined ? groups : [...groups, "0", "0", "0", "0"];
  return `${first.slice(0, 4).join(":")}::/64`;
};
