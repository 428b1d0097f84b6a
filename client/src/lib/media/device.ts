import type { Admission } from "@showdrop/shared";
import { Device } from "mediasoup-client";

/** This browser, ready for what the node speaks. */
export const loadDevice = async ({ rtpCapabilities }: Admission): Promise<Device> => {
  const device = await Device.factory();
  await device.load({ routerRtpCapabilities: rtpCapabilities });
  return device;
};
