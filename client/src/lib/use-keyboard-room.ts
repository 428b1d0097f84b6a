import { useSyncExternalStore } from "react";

const watch = (changed: () => void): (() => void) => {
  const seen = window.visualViewport;
  seen?.addEventListener("resize", changed);
  seen?.addEventListener("scroll", changed);
  return () => {
    seen?.removeEventListener("resize", changed);
    seen?.removeEventListener("scroll", changed);
  };
};

const measure = (): number => {
  const seen = window.visualViewport;
  // Zoomed in by hand, the seen part is smaller too, without any keyboard.
  if (!seen || seen.scale > 1) return 0;
  return Math.max(0, Math.round(window.innerHeight - seen.height - seen.offsetTop));
};

/**
 * Pixels at the bottom of the page that a phone's keyboard covers; 0 without one. A keyboard makes the seen part of a page
 * smaller, not the page: what lies at the bottom is lifted by this much.
 */
export const useKeyboardRoom = (): number => useSyncExternalStore(watch, measure, () => 0);
