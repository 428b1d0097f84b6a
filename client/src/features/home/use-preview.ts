import { type PointerEvent, type RefObject, useEffect, useRef } from "react";
import { keptQuality } from "../../lib/media/kept-quality.ts";
import { savesData } from "../../lib/media/network.ts";
import { useMediaQuery } from "../../lib/use-media-query.ts";
import { previewInView } from "./in-view.ts";
import { beginPreview, endPreview, useIsPreviewed } from "./preview-turn.ts";

/** A mouse that only passes a card starts nothing, in milliseconds. */
const HOVER_MS = 250;

/**
 * Whether a live card plays now, and what its element needs for that: it plays under a mouse, and where there is none, in
 * view. Never for who wants less motion, saves data, or chose sound alone.
 */
export const usePreview = (
  showId: string,
  live: boolean,
): {
  card: RefObject<HTMLElement | null>;
  playing: boolean;
  onPointerEnter: (event: PointerEvent) => void;
  onPointerLeave: () => void;
} => {
  const still = useMediaQuery("(prefers-reduced-motion: reduce), (prefers-reduced-data: reduce)");
  const touch = useMediaQuery("(hover: none)");
  const allowed = live && !still && !savesData() && keptQuality() !== "sound";
  const card = useRef<HTMLElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const previewed = useIsPreviewed(showId);

  useEffect(() => {
    const element = card.current;
    if (!allowed || !touch || !element) return;
    return previewInView(element, showId);
  }, [allowed, touch, showId]);

  useEffect(() => {
    if (!allowed) return;
    // Nobody sees a page in the background.
    const hidden = () => document.hidden && endPreview(showId);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      clearTimeout(timer.current);
      endPreview(showId);
    };
  }, [allowed, showId]);

  return {
    card,
    playing: allowed && previewed,
    onPointerEnter: ({ pointerType }) => {
      if (!allowed || pointerType !== "mouse") return;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => beginPreview(showId), HOVER_MS);
    },
    onPointerLeave: () => {
      clearTimeout(timer.current);
      if (!touch) endPreview(showId);
    },
  };
};
