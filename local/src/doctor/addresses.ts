import { BlockList, isIP, isIPv6 } from "node:net";
import { networkInterfaces } from "node:os";

const listOf = (...subnets: ReadonlyArray<readonly [string, number]>): BlockList => {
  const list = new BlockList();
  for (const [net, bits] of subnets) list.addSubnet(net, bits, isIPv6(net) ? "ipv6" : "ipv4");
  return list;
};

const loopback = listOf(["127.0.0.0", 8], ["::1", 128]);
/** RFC 1918, carriers' own (RFC 6598), link-local, and IPv6's kin. */
const inside = listOf(
  ...([
    ["10.0.0.0", 8],
    ["172.16.0.0", 12],
    ["192.168.0.0", 16],
    ["100.64.0.0", 10],
  ] as const),
  ...([
    ["169.254.0.0", 16],
    ["fc00::", 7],
    ["fe80::", 10],
  ] as const),
);
/** Reserved for examples (RFC 5737, RFC 3849): nobody has them. */
const examples = listOf(["192.0.2.0", 24], ["198.51.100.0", 24], ["203.0.113.0", 24], ["2001:db8::", 32]);

export type Reach = "loopback" | "private" | "example" | "public";

/** From where an IP address can be reached. */
export function reachOf(ip: string): Reach {
  const family = isIPv6(ip) ? "ipv6" : "ipv4";
  if (loopback.check(ip, family)) return "loopback";
  if (inside.check(ip, family)) return "private";
  return examples.check(ip, family) ? "example" : "public";
}

/** The network interface of this machine that has this address; undefined when none has. */
export function interfaceOf(ip: string): string | undefined {
  return Object.entries(networkInterfaces()).find(([, addresses]) =>
    addresses?.some(({ address }) => address === ip),
  )?.[0];
}

/** Whether a URL's host is this machine by its own name, which browsers trust without https. */
export function isThisMachine(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) > 0) return reachOf(host) === "loopback";
  return host === "localhost" || host.endsWith(".localhost");
}
