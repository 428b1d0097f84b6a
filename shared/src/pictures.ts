/** Widths in pixels in which an uploaded picture can be had: a phone's half, phones of one, two and three pixels a point. */
export const sizedWidths = [320, 640, 960, 1280] as const;

/** The name under which a picture stands in one of the sizes, by the name of its file. */
export const sizedName = (name: string, width: number): string => name.replace(/\.webp$/, `.w${width}.webp`);

/** An uploaded picture's address in one of the sizes; null for what was not uploaded here. */
export const sizedUrl = (url: string, width: number): string | null =>
  /^\/uploads\/[\w-]+\.webp$/.test(url) ? sizedName(url, width) : null;

/**
 * All sizes of a picture, as an `srcset` says them; empty for what was not uploaded here.
 * @param width of the picture itself in pixels; null where it is not known, as with a poster
 */
export const srcSetOf = (url: string, width: number | null): string => {
  const smaller = sizedWidths
    .filter((each) => width === null || each < width)
    .flatMap((each) => {
      const sized = sizedUrl(url, each);
      return sized === null ? [] : [`${sized} ${each}w`];
    });
  return (width === null || smaller.length === 0 ? smaller : [...smaller, `${url} ${width}w`]).join(", ");
};

/**
 * How wide the picture is that a page shows first, as the attribute `sizes` says it: the page draws it so, and its head asks
 * for it before the page's script is there.
 */
export const firstSizes = {
  /** A show's page, behind its video and before it. */
  show: "100vw",
  /** The show that stands large on home or on its shop's page. */
  poster: "(min-width: 64rem) 24rem, (min-width: 40rem) 19rem, 100vw",
  /** A product's page: a phone, half of a desktop's column. */
  product: "(min-width: 1152px) 532px, (min-width: 768px) 45vw, 100vw",
} as const;
