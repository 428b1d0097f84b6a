import type { Admission } from "@showdrop/shared";
import { Device, detectDevice } from "mediasoup-client";
import { Chrome111 } from "mediasoup-client/handlers/Chrome111";
import { type OwnCertificate, ownCertificate } from "./certificate.ts";

/** mediasoup-client's handler of Chromium, which answers once and for all what the browser can: nothing changes it. */
const rememberingChromium = () => {
  const factory = Chrome111.createFactory({});
  const ask = factory.getNativeRtpCapabilities;
  const known = { recvonly: ask({ direction: "recvonly" }), sendonly: ask({ direction: "sendonly" }) };
  return {
    ...factory,
    getNativeRtpCapabilities: ({ direction }: Parameters<typeof ask>[0]) => known[direction],
  };
};

/** Nearly everybody has it. */
let chromium: ReturnType<typeof rememberingChromium> | undefined;

const makeDevice = async (): Promise<Device> => {
  if (detectDevice() !== "Chrome111") return Device.factory();
  chromium ??= rememberingChromium();
  return new Device({ handlerFactory: chromium });
};

/** What is needed before the node is asked. */
export interface Ready {
  /** This browser, ready for what the node speaks. */
  device: Device;
  own: OwnCertificate | null;
}

/** Makes this browser ready for the node that a pass is for. */
export const readyFor = async ({ rtpCapabilities }: Admission): Promise<Ready> => {
  const device = await makeDevice();
  const [own] = await Promise.all([
    ownCertificate(),
    device.load({ routerRtpCapabilities: rtpCapabilities }),
  ]);
  return { device, own };
};
