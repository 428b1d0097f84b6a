import { lookup } from "node:dns/promises";
import { isIPv6 } from "node:net";
import { PipeEnd } from "@showdrop/shared";
import type { types } from "mediasoup";
import type { Config } from "./config.ts";

export type PipeConfig = Pick<Config, "pipeAddress" | "pipePorts">;

/**
 * Half a pipe: its own UDP port, lost packets sent again (RTX), everything encrypted (SRTP). It takes packets only from
 * the end that it was connected to.
 */
export const openPipeTransport = (
  router: types.Router,
  { pipeAddress, pipePorts }: PipeConfig,
): Promise<types.PipeTransport> =>
  router.createPipeTransport({
    enableRtx: true,
    enableSrtp: true,
    listenInfo: {
      protocol: "udp",
      ip: isIPv6(pipeAddress) ? "::" : "0.0.0.0",
      announcedAddress: pipeAddress,
      ...(pipePorts ? { portRange: pipePorts } : {}),
    },
  });

/** What the other half has to know of this one. */
export const endOf = ({ tuple, srtpParameters }: types.PipeTransport): PipeEnd =>
  PipeEnd.parse({ address: tuple.localAddress, port: tuple.localPort, srtpParameters });

/** From now on packets flow between the two. mediasoup wants an IP address; nodes may be announced by name. */
export const connectTo = async (
  transport: types.PipeTransport,
  { address, port, srtpParameters }: PipeEnd,
): Promise<void> => {
  const { address: ip } = await lookup(address);
  await transport.connect({ ip, port, srtpParameters });
};
