import type { LaunchOptions } from "@playwright/test";
import { quietSwitches } from "@showdrop/local/browser.ts";

const args = [...quietSwitches, "--disable-quic", "--use-fake-device-for-media-stream"];

type Devices = {
  /** An MJPEG that its camera shows, over and over. */
  cameraFile?: string;
  /** Who may use them is what the test's context says, and nobody else may; everybody may otherwise. */
  guarded?: boolean;
};

/** How a Chromium is started: CHROMIUM, else Debian's. Its microphone beeps once a second. */
export const chromium = ({ cameraFile, guarded = false }: Devices = {}): LaunchOptions => ({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: [
    ...args,
    ...(guarded ? [] : ["--use-fake-ui-for-media-stream"]),
    ...(cameraFile ? [`--use-file-for-fake-video-capture=${cameraFile}`] : []),
  ],
});
