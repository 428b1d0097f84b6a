import { useDeferredValue, useState } from "react";

/**
 * An answer for what stands below the part of a page that is seen first: that part does not wait for it to be drawn. What was
 * known when the page was opened is there at once, so that whoever goes back finds the place they left.
 */
export const useLater = <T>(answer: T | undefined): T | null | undefined => {
  const [known] = useState(answer ?? null);
  return useDeferredValue(answer, known);
};
