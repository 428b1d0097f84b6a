import type { BrowserContext } from "@playwright/test";
import { type ColourName, palette } from "./camera.ts";

export type Drawn = {
  /** What fills the camera's picture; null for the browser's own camera. */
  camera: ColourName | null;
  /** What fills the shared screen's. */
  screen: ColourName;
  /** A steady tone, or one with pauses, as speech has. */
  sound?: "steady" | "spoken";
};

/**
 * Gives every page of a context a camera, a microphone and a screen of its own: drawn pictures of one colour each, on
 * which a grey bar runs, and a tone. Chromium's own fake camera is the same for all of a browser's pages.
 */
export const drawDevices = (
  context: BrowserContext,
  { camera, screen, sound = "steady" }: Drawn,
): Promise<unknown> =>
  context.addInitScript(
    ({ cameraColour, screenColour, pauses }) => {
      // A blank page, before the first real one, has no devices.
      if (!navigator.mediaDevices) return;
      const draw = (colour: string, width: number, height: number): MediaStreamTrack => {
        const canvas = document.createElement("canvas");
        canvas.width = width;
        canvas.height = height;
        const pen = canvas.getContext("2d");
        let step = 0;
        setInterval(() => {
          if (!pen) return;
          pen.fillStyle = colour;
          pen.fillRect(0, 0, width, height);
          // Near the lower edge, where nobody reads a colour.
          pen.fillStyle = "rgb(128,128,128)";
          pen.fillRect((step++ * 16) % width, height * 0.94, 32, height * 0.06);
        }, 66);
        const [track] = canvas.captureStream(15).getVideoTracks();
        if (!track) throw new Error("a canvas without a picture");
        return track;
      };
      const tone = (): MediaStreamTrack => {
        const context = new AudioContext();
        const oscillator = context.createOscillator();
        const quiet = context.createGain();
        quiet.gain.value = 0.2;
        const out = context.createMediaStreamDestination();
        oscillator.connect(quiet).connect(out);
        oscillator.start();
        // Half a second of each.
        if (pauses)
          setInterval(() => {
            quiet.gain.value = quiet.gain.value > 0 ? 0 : 0.2;
          }, 500);
        const [track] = out.stream.getAudioTracks();
        if (!track) throw new Error("a tone without sound");
        return track;
      };
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      const film = async (video: MediaStreamConstraints["video"] = false) =>
        cameraColour ? [draw(cameraColour, 640, 360)] : (await open({ video })).getVideoTracks();
      navigator.mediaDevices.getUserMedia = async (wanted) =>
        new MediaStream([
          ...(wanted?.video ? await film(wanted.video) : []),
          ...(wanted?.audio ? [tone()] : []),
        ]);
      navigator.mediaDevices.getDisplayMedia = async () => new MediaStream([draw(screenColour, 960, 540)]);
    },
    {
      cameraColour: camera && `rgb(${palette[camera].join()})`,
      screenColour: `rgb(${palette[screen].join()})`,
      pauses: sound === "spoken",
    },
  );
