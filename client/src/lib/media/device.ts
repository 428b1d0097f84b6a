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

let chromium: ReturnType<typeof rememberingChromium> | undefined;

/**
 * Begins with what takes time and does not depend on the node: the certificate, and on Chromium, which nearly everybody
 * has, what the browser can play and send. Other browsers are asked when the node is known.
 */
export const prepareDevice = (): void => {
  void ownCertificate();
  if (detectDevice() === "Chrome111") chromium ??= rememberingChromium();
};

/** What is needed before the node is asked. */
export interface Ready {
  /** This browser, ready for what the node speaks. */
  device: Device;
  own: OwnCertificate | null;
}

export const readyFor = async ({ rtpCapabilities }: Admission): Promise<Ready> => {
  const device = await (chromium ? new Device({ handlerFactory: chromium }) : Device.factory());
  const [own] = await Promise.all([
    ownCertificate(),
    device.load({ routerRtpCapabilities: rtpCapabilities }),
  ]);
  return { device, own };
};
