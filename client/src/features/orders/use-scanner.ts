import { useEffect, useEffectEvent, useRef, useState } from "react";

/** Milliseconds between two looks at the camera's picture: quick for a hand, light for a phone. */
const LOOK_EVERY_MS = 200;
/** Pixels of width that a code held before a phone is read from; more costs time and finds no more. */
const LOOK_WIDTH = 640;

interface Detector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>;
}
declare global {
  // Not in TypeScript's library yet (wicg.github.io/shape-detection-api).
  var BarcodeDetector: (new (options: { formats: string[] }) => Detector) | undefined;
}

/** Reads QR codes out of pictures: by the browser where it can, else by a library that is loaded for it. */
const createReader = async (): Promise<(canvas: HTMLCanvasElement) => Promise<string | null>> => {
  if (globalThis.BarcodeDetector) {
    const detector = new globalThis.BarcodeDetector({ formats: ["qr_code"] });
    return async (canvas) => (await detector.detect(canvas))[0]?.rawValue ?? null;
  }
  const { default: jsQR } = await import("jsqr");
  return async (canvas) => {
    const picture = canvas.getContext("2d", { willReadFrequently: true });
    if (!picture || canvas.width === 0) return null;
    const { data, width, height } = picture.getImageData(0, 0, canvas.width, canvas.height);
    return jsQR(data, width, height)?.data ?? null;
  };
};

/** Looks through the camera for QR codes while `on`. `failed`: there is no camera, or nobody may use it. */
export const useScanner = (on: boolean, onCode: (text: string) => void) => {
  const video = useRef<HTMLVideoElement>(null);
  const [failed, setFailed] = useState(false);
  const found = useEffectEvent(onCode);
  useEffect(() => {
    if (!on) return;
    let stopped = false;
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setTimeout>;
    const canvas = document.createElement("canvas");
    const begin = async (): Promise<void> => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const read = await createReader();
      const shown = video.current;
      if (stopped || !shown) return;
      shown.srcObject = stream;
      await shown.play();
      const look = async (): Promise<void> => {
        if (stopped) return;
        if (shown.videoWidth > 0) {
          canvas.width = LOOK_WIDTH;
          canvas.height = Math.round((LOOK_WIDTH * shown.videoHeight) / shown.videoWidth);
          canvas.getContext("2d")?.drawImage(shown, 0, 0, canvas.width, canvas.height);
          const text = await read(canvas);
          if (text !== null && !stopped) found(text);
        }
        timer = setTimeout(() => void look().catch(() => setFailed(true)), LOOK_EVERY_MS);
      };
      await look();
    };
    setFailed(false);
    begin().catch(() => {
      if (!stopped) setFailed(true);
    });
    return () => {
      stopped = true;
      clearTimeout(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, [on]);
  return { video, failed };
};
