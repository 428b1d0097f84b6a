import type { LaunchOptions } from "@playwright/test";
import { quietSwitches } from "@showdrop/local/browser.ts";

const args = [
  ...quietSwitches,
  "--disable-quic",
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream",
];

/**
 * How a Chromium is started: CHROMIUM, else Debian's.
 * @param cameraFile an MJPEG that its camera shows, over and over; the microphone beeps once a second
 */
export const chromium = (cameraFile?: string): LaunchOptions => ({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: cameraFile ? [...args, `--use-file-for-fake-video-capture=${cameraFile}`] : args,
});
