import { type RefObject, useEffect } from "react";
import type { Feed, Size, View } from "../../lib/media/index.ts";

/** Resizing by hand or turning a phone goes through many sizes; the last of them counts, this many ms after. */
const SETTLED_MS = 200;

const isSeen = (video: HTMLVideoElement, onScreen: boolean): boolean =>
  document.pictureInPictureElement === video || (onScreen && document.visibilityState === "visible");

/** Tells a feed where its picture is seen, how large, and what of it arrives: hidden pictures need not be sent. */
export const useLook = (
  video: RefObject<HTMLVideoElement | null>,
  fit: View["fit"],
  look: Feed["look"] | undefined,
): void => {
  useEffect(() => {
    const element = video.current;
    if (!element || !look) return;
    let onScreen = true;
    let settling: ReturnType<typeof setTimeout> | undefined;
    const frame = (): Size | null =>
      element.videoWidth > 0 ? { width: element.videoWidth, height: element.videoHeight } : null;
    const tell = () => {
      clearTimeout(settling);
      const box = {
        width: element.clientWidth * devicePixelRatio,
        height: element.clientHeight * devicePixelRatio,
      };
      look(isSeen(element, onScreen) && box.width > 0 ? { box, fit, frame: frame() } : null);
    };
    const settle = () => {
      clearTimeout(settling);
      settling = setTimeout(tell, SETTLED_MS);
    };
    const sizes = new ResizeObserver(settle);
    const places = new IntersectionObserver(([entry]) => {
      onScreen = entry?.isIntersecting ?? true;
      tell();
    });
    sizes.observe(element);
    places.observe(element);
    const events = ["resize", "enterpictureinpicture", "leavepictureinpicture"] as const;
    for (const event of events) element.addEventListener(event, tell);
    document.addEventListener("visibilitychange", tell);
    tell();
    return () => {
      clearTimeout(settling);
      sizes.disconnect();
      places.disconnect();
      for (const event of events) element.removeEventListener(event, tell);
      document.removeEventListener("visibilitychange", tell);
    };
  }, [video, fit, look]);
};
