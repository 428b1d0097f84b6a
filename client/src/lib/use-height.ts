import { type RefCallback, useCallback, useState } from "react";

/** How high an element is, in CSS pixels, as it changes; 0 while it is not there. */
export const useHeight = (): [number, RefCallback<HTMLElement>] => {
  const [height, setHeight] = useState(0);
  const watch = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const sizes = new ResizeObserver(() => setHeight(element.offsetHeight));
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      setHeight(0);
    };
  }, []);
  return [height, watch];
};
