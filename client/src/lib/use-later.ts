import { useDeferredValue, useState } from "react";
import { useInBrowser } from "./in-browser.ts";

/**
 * An answer for what stands below the part of a page that is seen first: that part does not wait for it to be drawn. What was
 * known when the page was opened is there at once, so that whoever goes back finds the place they left; the server draws the first
 * part alone.
 */
export const useLater = <T>(answer: T | undefined): T | null | undefined => {
  const inBrowser = useInBrowser();
  const [known] = useState(inBrowser ? (answer ?? null) : null);
  return useDeferredValue(answer, known);
};
