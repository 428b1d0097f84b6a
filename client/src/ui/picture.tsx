import { srcSetOf } from "@showdrop/shared";
import type { CSSProperties } from "react";

/**
 * An uploaded picture in the sizes that the server keeps of it, so that a phone does not load what a desktop shows.
 * @param width of the picture itself in pixels; null where it is not known, as with a poster
 * @param place its proportions on the page where its own are not known: the browser keeps the place
 * @param sizes how wide it is shown, as the attribute of the same name says it
 */
export const Picture = ({
  url,
  alt,
  width = null,
  height = null,
  place = null,
  sizes,
  eager = false,
  style,
  className,
}: {
  url: string;
  alt: string;
  width?: number | null;
  height?: number | null;
  place?: { width: number; height: number } | null;
  sizes: string;
  /** The first that a page shows: it is asked for at once, before others. */
  eager?: boolean;
  style?: CSSProperties;
  className?: string;
}) => {
  const srcSet = srcSetOf(url, width);
  const kept = width !== null && height !== null ? { width, height } : place;
  return (
    <img
      {...(srcSet === "" ? {} : { srcSet, sizes })}
      src={url}
      alt={alt}
      {...kept}
      loading={eager ? "eager" : "lazy"}
      fetchPriority={eager ? "high" : "auto"}
      decoding={eager ? "sync" : "async"}
      style={style}
      className={className}
    />
  );
};
