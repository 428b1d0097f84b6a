import { beginPreview, endPreview } from "./preview-turn.ts";

/** How much of a card is seen before it may play. */
const SEEN = 0.7;

/** A card plays when nothing has moved for this time, in milliseconds: nobody looks at what they scroll past. */
const REST_MS = 800;

/** So long after the page was opened, in milliseconds, nothing plays: it has other things to load, and most who tap have tapped. */
const FIRST_MS = 4_000;

const seen = new Map<string, Element>();
let timer: ReturnType<typeof setTimeout> | undefined;

const distance = (card: Element): number => {
  const { top, bottom } = card.getBoundingClientRect();
  return Math.abs((top + bottom) / 2 - window.innerHeight / 2);
};

const settle = (): void => {
  clearTimeout(timer);
  timer = setTimeout(
    () => {
      const [nearest] = [...seen].toSorted(([, a], [, b]) => distance(a) - distance(b));
      if (nearest) beginPreview(nearest[0]);
    },
    Math.max(REST_MS, FIRST_MS - performance.now()),
  );
};

/** Where nothing can hover: of the cards in view the one nearest to the middle plays. @returns ends it */
export const previewInView = (card: Element, showId: string): (() => void) => {
  const leave = () => {
    seen.delete(showId);
    endPreview(showId);
    settle();
  };
  const observer = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting) return leave();
      seen.set(showId, card);
      settle();
    },
    { threshold: SEEN },
  );
  observer.observe(card);
  return () => {
    observer.disconnect();
    leave();
  };
};
