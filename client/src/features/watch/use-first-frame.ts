import { type SyntheticEvent, useState } from "react";

/**
 * Whether any video in an element has had a frame. A stream comes before its first frame does.
 * @returns that, and the element's `onLoadedDataCapture`
 */
export const useFirstFrame = (): [seen: boolean, onLoadedDataCapture: (event: SyntheticEvent) => void] => {
  const [seen, setSeen] = useState(false);
  const note = ({ target }: SyntheticEvent): void => {
    if (target instanceof HTMLVideoElement) setSeen(true);
  };
  return [seen, note];
};
