import { type Clip, type Money, minorDigits, type Product, type Show } from "@showdrop/shared";

const CONTEXT = "https://schema.org";

const at = (path: string, origin: URL): string => new URL(path, origin).href;

/** A price as schema.org writes it: 12.50, whatever the reader's language. */
const decimal = ({ amount, currency }: Money): string =>
  (amount / 10 ** minorDigits[currency]).toFixed(minorDigits[currency]);

/** A time as ISO 8601 writes it: PT1M30S. */
const duration = (ms: number): string => `PT${Math.floor(ms / 60_000)}M${Math.round((ms % 60_000) / 1000)}S`;

const organizer = ({ shop }: Pick<Show, "shop">, origin: URL) => ({
  ...{ "@type": "Organization", name: shop.name },
  url: at(`/@${shop.handle}`, origin),
});

const poster = ({ posterUrl }: { posterUrl: string | null }, key: string, origin: URL) =>
  posterUrl === null ? {} : { [key]: [at(posterUrl, origin)] };

/** A show to come is an event, one that is on or can be watched again a video, any other nothing worth a card. */
export const showData = (show: Show, origin: URL): object | null => {
  const url = at(`/shows/${show.id}`, origin);
  const about = {
    ...{ "@context": CONTEXT, name: show.title, url },
    description: show.description || show.title,
  };
  switch (show.status) {
    case "scheduled":
      return {
        ...{ ...about, "@type": "Event", startDate: show.startsAt, ...poster(show, "image", origin) },
        ...{ eventStatus: `${CONTEXT}/EventScheduled` },
        eventAttendanceMode: `${CONTEXT}/OnlineEventAttendanceMode`,
        location: { "@type": "VirtualLocation", url },
        organizer: organizer(show, origin),
      };
    case "live":
    case "paused":
      return {
        ...{ ...about, "@type": "VideoObject", ...poster(show, "thumbnailUrl", origin) },
        uploadDate: show.startedAt ?? show.startsAt,
        publication: {
          ...{ "@type": "BroadcastEvent", isLiveBroadcast: true, name: show.title },
          startDate: show.startedAt ?? show.startsAt,
        },
        publisher: organizer(show, origin),
      };
    case "ended":
      return show.replay
        ? {
            ...{ ...about, "@type": "VideoObject", ...poster(show, "thumbnailUrl", origin) },
            uploadDate: show.endedAt ?? show.startsAt,
            publisher: organizer(show, origin),
          }
        : null;
    case "cancelled":
      return null;
  }
};

/** A product with what it costs, whether it can be had, and what buyers say of it. */
export const productData = (
  { id, title, description, images, variants, currency, rating }: Product,
  shop: { name: string; handle: string },
  origin: URL,
): object => {
  const prices = variants.map(({ price }) => price).toSorted((a, b) => a.amount - b.amount);
  const [lowest, highest] = [prices[0], prices.at(-1)];
  const soldOut = variants.every(({ available }) => available === 0);
  const url = at(`/products/${id}`, origin);
  const offer = {
    ...{ priceCurrency: currency, url },
    availability: `${CONTEXT}/${soldOut ? "OutOfStock" : "InStock"}`,
    seller: { "@type": "Organization", name: shop.name, url: at(`/@${shop.handle}`, origin) },
  };
  const differ = lowest && highest && lowest.amount !== highest.amount;
  return {
    ...{ "@context": CONTEXT, "@type": "Product", name: title, url },
    ...(description ? { description } : {}),
    ...(images.length > 0 ? { image: images.map((image) => at(image.url, origin)) } : {}),
    brand: { "@type": "Brand", name: shop.name },
    ...(lowest && highest
      ? {
          offers: differ
            ? {
                ...{ "@type": "AggregateOffer", ...offer, offerCount: variants.length },
                ...{ lowPrice: decimal(lowest), highPrice: decimal(highest) },
              }
            : { "@type": "Offer", ...offer, price: decimal(lowest) },
        }
      : {}),
    ...(rating.average !== null
      ? {
          aggregateRating: {
            ...{ "@type": "AggregateRating", ratingValue: rating.average, reviewCount: rating.count },
          },
        }
      : {}),
  };
};

/** A clip is a video of its own, at an address within the replay's film. */
export const clipData = (
  clip: Clip,
  { show, video, origin }: { show: Show; video: { url: string }; origin: URL },
): object => ({
  ...{ "@context": CONTEXT, "@type": "VideoObject", name: clip.title, description: show.title },
  url: at(`/clips/${clip.id}`, origin),
  thumbnailUrl: [at(clip.posterUrl, origin)],
  uploadDate: clip.createdAt,
  duration: duration(clip.toMs - clip.fromMs),
  // A media fragment (W3C): the part of the film that is meant.
  contentUrl: `${at(video.url, origin)}#t=${clip.fromMs / 1000},${clip.toMs / 1000}`,
  publisher: organizer(clip, origin),
});
