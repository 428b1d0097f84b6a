import type { TransportOffer } from "@showdrop/shared";
import type { types } from "mediasoup";
import * as mediasoup from "mediasoup";
import { type Carrier, HOST_AUDIO, HOST_VIDEO, hostParameters } from "./carrier.ts";
import { connectWire, makeIdentity, type Wire } from "./wire.ts";

/** mediasoup's worker doing the same forwarding with nothing of ours around it. */
export const startBare = async (workerBin: string): Promise<Carrier> => {
  const worker = await mediasoup.createWorker({ workerBin, logLevel: "error" });
  const webRtcServer = await worker.createWebRtcServer({
    listenInfos: [{ protocol: "udp", ip: "127.0.0.1" }],
  });
  const router = await worker.createRouter({
    mediaCodecs: [
      { kind: "audio", mimeType: "audio/opus", clockRate: 48_000, channels: 2 },
      { kind: "video", mimeType: "video/VP8", clockRate: 90_000 },
    ],
  });
  const identity = await makeIdentity();
  const producers: types.Producer[] = [];

  const connect = async (): Promise<{ transport: types.WebRtcTransport; wire: Wire }> => {
    const transport = await router.createWebRtcTransport({ webRtcServer, enableTcp: false });
    await transport.connect({ dtlsParameters: identity.dtlsParameters });
    return { transport, wire: await connectWire(offerOf(transport), identity) };
  };

  return {
    name: "mediasoup alone",
    workerPids: () => [worker.pid],
    nodePid: null,
    host: async () => {
      const { transport, wire } = await connect();
      producers.push(await transport.produce({ kind: "video", rtpParameters: hostParameters.video }));
      producers.push(await transport.produce({ kind: "audio", rtpParameters: hostParameters.audio }));
      return { wire, video: HOST_VIDEO, audio: HOST_AUDIO };
    },
    viewer: async () => {
      const { transport, wire } = await connect();
      for (const { id: producerId } of producers)
        await transport.consume({ producerId, rtpCapabilities: router.rtpCapabilities });
      return wire;
    },
    stop: async () => worker.close(),
  };
};

const offerOf = ({
  id,
  iceParameters,
  iceCandidates,
  dtlsParameters,
}: types.WebRtcTransport): TransportOffer => ({
  id,
  iceParameters,
  iceCandidates,
  dtlsParameters,
});
