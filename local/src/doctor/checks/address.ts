import { lookup } from "node:dns/promises";
import { interfaceOf, isThisMachine, reachOf } from "../addresses.ts";
import { bad, type Check, type Finding, good, note } from "../check.ts";
import type { Settings } from "../settings.ts";

const resolve = async (host: string): Promise<string[]> => {
  const found = await lookup(host.replace(/^\[|\]$/g, ""), { all: true }).catch(() => []);
  return found.map(({ address }) => address);
};

const SET_IT = "Set ANNOUNCED_ADDRESS to the address at which browsers reach the media node, and restart it.";

/** Whether those who reach the pages can reach this address too. */
const lookAtReach = async (ip: string, { PUBLIC_URL }: Settings): Promise<Finding> => {
  const reach = reachOf(ip);
  if (isThisMachine(PUBLIC_URL.hostname))
    return good(
      reach === "loopback"
        ? `${ip}: video for this machine alone, as PUBLIC_URL is`
        : `${ip}, while PUBLIC_URL is for this machine alone`,
    );
  if (reach === "loopback")
    return bad(`${ip} is every machine's own, and PUBLIC_URL is for others: they get no video`, SET_IT);
  if (reach !== "private") return good(`${ip} can be reached from elsewhere as far as its number tells`);
  const pages = await resolve(PUBLIC_URL.hostname);
  return pages.length > 0 && pages.every((page) => reachOf(page) !== "public")
    ? good(`${ip} is of a private network, as ${PUBLIC_URL.hostname} is`)
    : bad(`${ip} is of a private network, and ${PUBLIC_URL.hostname} is public: people get no video`, SET_IT);
};

const lookAtOwner = (ip: string): Finding => {
  const own = interfaceOf(ip);
  if (own !== undefined) return good(`it is this machine's (${own})`);
  return reachOf(ip) === "example"
    ? bad(`${ip} is an address for examples: nobody has it`, SET_IT)
    : note(
        "it is no address of this machine: the media node runs elsewhere, or behind NAT",
        "Behind NAT, forward the video ports, UDP and TCP, to it with the same numbers. See Video for whether it works.",
      );
};

export const address: Check = {
  name: "Address",
  after: [],
  look: async (settings) => {
    const { ANNOUNCED_ADDRESS } = settings;
    const found = await resolve(ANNOUNCED_ADDRESS);
    const [ip] = found;
    if (ip === undefined)
      return [bad(`ANNOUNCED_ADDRESS is ${ANNOUNCED_ADDRESS}, a name that DNS does not know`, SET_IT)];
    return [await lookAtReach(ip, settings), lookAtOwner(ip)];
  },
};
