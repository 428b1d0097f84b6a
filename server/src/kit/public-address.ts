import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import { BlockList, isIP } from "node:net";

/** Addresses that are of this machine, of its network or of no host (IANA's special-purpose registries, RFC 6890). */
const notPublic = new BlockList();
for (const [net, bits] of [
  ...([
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
  ] as const),
  ...([
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
  ] as const),
  ...([
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 3],
  ] as const),
] as const)
  notPublic.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ...([
    ["::", 96],
    ["64:ff9b::", 96],
    ["64:ff9b:1::", 48],
    ["100::", 64],
    ["2001::", 23],
    ["2001:db8::", 32],
  ] as const),
  ...([
    ["2002::", 16],
    ["3fff::", 20],
    ["5f00::", 16],
    ["fc00::", 7],
    ["fe80::", 10],
    ["fec0::", 10],
    ["ff00::", 8],
  ] as const),
] as const)
  notPublic.addSubnet(net, bits, "ipv6");

/** Whether an IP address is of a host anywhere on the internet, as opposed to this machine or network. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address);
  return family !== 0 && !notPublic.check(address, family === 4 ? "ipv4" : "ipv6");
};

/**
 * Whether a service on the internet could be there, at an address that a person named: they can name any. By name and on
 * the usual port alone; what the name leads to is looked at when it is used.
 */
export const isPublicUrl = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  const named = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*$/i.test(hostname);
  const local = /\.(local|localhost|internal|lan|home|arpa)$/i.test(hostname);
  return protocol === "https:" && port === "" && username === "" && password === "" && named && !local;
};

/** The code of the error with which a name is refused that leads to no public address. */
export const NOT_PUBLIC = "ENOTPUBLIC";

type Found = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/**
 * `dns.lookup` for connections to where a stranger said: it finds public addresses only. As the connection is made to what
 * it finds, a name that leads elsewhere a moment later is of no use either.
 */
export const lookupPublic = (hostname: string, options: LookupOptions, found: Found): void => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error, "");
    const allowed = addresses.filter(({ address }) => isPublicAddress(address));
    const [first] = allowed;
    if (!first) return found(Object.assign(new Error(`${hostname} is not public`), { code: NOT_PUBLIC }), "");
    if (options.all) found(null, allowed);
    else found(null, first.address, first.family);
  });
};
