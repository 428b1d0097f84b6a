import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installPackages } from "@showdrop/local/kit/apt.ts";
import { Instruction } from "@showdrop/local/kit/instruction.ts";
import { run } from "@showdrop/local/kit/run.ts";
import { which } from "@showdrop/local/kit/which.ts";

/**
 * A network of the test's own: a namespace with one cable to this machine. Whoever runs inside reaches the platform
 * over that cable alone, which can be pulled out, or spoilt, without touching anything else.
 */
export type Network = {
  /** This machine's end of the cable: where the platform is reached from inside. */
  readonly address: string;
  /** Writes a program that runs another one inside. @returns its path */
  wrap(command: string, folder: string): Promise<string>;
  /** Pulls the cable out. */
  cut(): Promise<void>;
  /** Plugs it in again. */
  restore(): Promise<void>;
  /** Lets no UDP in. */
  blockUdp(): Promise<void>;
  /** Loses this share, 0..1, of all that comes in, at random. */
  lose(share: number): Promise<void>;
  /** Lets everything in again. */
  clear(): Promise<void>;
  remove(): Promise<void>;
};

/** The kernel's classic packet filter as `tc` takes it, from the frame's first byte: returns 0 to pass, 2 to drop. */
const filters = {
  // The byte at 23 is IPv4's protocol; 17 is UDP.
  udp: "4,48 0 0 23,21 0 1 17,6 0 0 2,6 0 0 0",
  // A random word, compared with the share of all words that is lost.
  loss: (share: number) =>
    `4,32 0 0 4294963256,53 0 1 ${Math.round(share * 2 ** 32)},6 0 0 0,6 0 0 2`,
} as const;

const WHY = "The tests of a broken network need network namespaces";

const must = async (command: string, ...args: string[]): Promise<void> => {
  const { code, output } = await run(command, args);
  if (code === 0) return;
  throw new Instruction(
    `${WHY}, and "${command} ${args.join(" ")}" failed:\n\n${output.trim()}\n\n` +
      "Run them as root on Linux, in a container with --cap-add=NET_ADMIN --cap-add=SYS_ADMIN.",
  );
};

/**
 * Makes such a network. It is gone after `remove`.
 * @throws Instruction when this machine does not allow it
 */
export async function makeNetwork(): Promise<Network> {
  if (!which("ip") || !which("tc"))
    await installPackages(["iproute2"], WHY, (line) => process.stderr.write(`${line}\n`));
  // By process, so that two runs on one machine have two networks.
  const number = process.pid % 250;
  const name = `showdrop-e2e-${number}`;
  const outside = `sd-e2e-${number}`;
  const inside = "cable";
  const address = `10.213.${number}.1`;
  const ip = (...args: string[]) => must("ip", ...args);
  const within = (...args: string[]) => ip("-n", name, ...args);
  const tc = (...args: string[]) => must("tc", "-n", name, ...args);

  // What a run that was killed left behind.
  await run("ip", ["netns", "delete", name]);
  await ip("netns", "add", name);
  await ip("link", "add", outside, "type", "veth", "peer", "name", inside, "netns", name);
  await ip("address", "add", `${address}/24`, "dev", outside);
  await ip("link", "set", outside, "up");
  await within("address", "add", `10.213.${number}.2/24`, "dev", inside);
  await within("link", "set", "lo", "up");
  const plugIn = async () => {
    await within("link", "set", inside, "up");
    // Gone with the link each time. Browsers look for the way to the world, not to us.
    await within("route", "add", "default", "via", address);
  };
  await plugIn();
  await tc("qdisc", "add", "dev", inside, "ingress");
  const clear = () => tc("filter", "delete", "dev", inside, "ingress");
  const filter = (code: string) =>
    tc("filter", "add", "dev", inside, "ingress", "bpf", "da", "bytecode", code);

  return {
    address,
    wrap: async (command, folder) => {
      const file = join(folder, "inside.sh");
      await writeFile(file, `#!/bin/sh\nexec ip netns exec ${name} ${command} "$@"\n`);
      await chmod(file, 0o755);
      return file;
    },
    cut: () => within("link", "set", inside, "down"),
    restore: plugIn,
    blockUdp: () => filter(filters.udp),
    lose: (share) => filter(filters.loss(share)),
    clear,
    remove: () => ip("netns", "delete", name),
  };
}
