import { type Clip, firstSizes, type Image, type Product, type Shop, type Show } from "@showdrop/shared";
import { clipData, productData, showData } from "./structured-data.ts";

/** What a page says of itself to those who only read its head: search engines, and whoever draws a card for a link. */
export interface LinkPreview {
  title: string;
  description: string;
  /** The page's one address, from the root. */
  path: string;
  kind: "website" | "video.other" | "product" | "profile";
  /** From the root; null: the platform's own. */
  image: { url: string; width?: number; height?: number } | null;
  /** What the page shows first, to be asked for at once: how wide is in `sizes`. */
  first: { url: string; width: number | null; sizes: string } | null;
  /** Not to be kept by search engines. */
  hidden: boolean;
  /** A schema.org thing, its addresses still from the root. */
  data: object | null;
}

/** What pages are that have nothing of their own to say. */
export const ordinary: LinkPreview = {
  title: "Showdrop",
  description: "Live shows with limited drops, straight from the people who make them.",
  path: "/",
  kind: "website",
  image: null,
  first: null,
  hidden: false,
  data: null,
};

/** Characters of a description that cards and result lists show. */
const DESCRIBED = 200;

/** A text as one line, cut at a word. */
const oneLine = (text: string): string => {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (line.length <= DESCRIBED) return line;
  const cut = line.slice(0, DESCRIBED);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), DESCRIBED / 2)).toWellFormed()}…`;
};

const first = (...texts: string[]): string => oneLine(texts.find((text) => text.trim() !== "") ?? "");

const posterAt = (url: string | null, sizes: string): LinkPreview["first"] =>
  url === null ? null : { url, width: null, sizes };

/** @param poster of the show that strangers see on top */
export const previewHome = (poster: string | null): LinkPreview => ({
  ...ordinary,
  first: posterAt(poster, firstSizes.poster),
});

export const previewShow = (show: Show, origin: URL): LinkPreview => ({
  title: `${show.title} · ${show.shop.name}`,
  description: first(show.description, `A live show by ${show.shop.name}.`),
  path: `/shows/${show.id}`,
  kind: "video.other",
  image: show.posterUrl === null ? null : { url: show.posterUrl },
  first: posterAt(show.posterUrl, firstSizes.show),
  hidden: show.status === "cancelled",
  data: showData(show, origin),
});

/** @param show its newest, whose poster stands for the shop */
export const previewShop = (
  { handle, name, about, avatarUrl }: Shop,
  show: { posterUrl: string | null; live: boolean } | null,
): LinkPreview => ({
  title: `${name} (@${handle})`,
  description: first(about, `Live shows and products by ${name}.`),
  path: `/@${handle}`,
  kind: "profile",
  image: show?.posterUrl || avatarUrl ? { url: show?.posterUrl ?? avatarUrl ?? "" } : null,
  first: show?.live ? posterAt(show.posterUrl, firstSizes.poster) : null,
  hidden: false,
  data: null,
});

export const previewProduct = (
  product: Product,
  shop: { name: string; handle: string },
  origin: URL,
): LinkPreview => {
  const [image]: (Image | undefined)[] = product.images;
  return {
    title: `${product.title} · ${shop.name}`,
    description: first(product.description, `${product.title}, by ${shop.name}.`),
    path: `/products/${product.id}`,
    kind: "product",
    image: image ? { url: image.url, width: image.width, height: image.height } : null,
    first: image ? { url: image.url, width: image.width, sizes: firstSizes.product } : null,
    hidden: false,
    data: productData(product, shop, origin),
  };
};

export const previewClip = (
  clip: Clip,
  { show, video, origin }: { show: Show; video: { url: string }; origin: URL },
): LinkPreview => ({
  title: `${clip.title} · ${clip.shop.name}`,
  description: first(`From “${show.title}”, a live show by ${clip.shop.name}.`),
  path: `/clips/${clip.id}`,
  kind: "video.other",
  image: { url: clip.posterUrl },
  first: null,
  hidden: false,
  data: clipData(clip, { show, video, origin }),
});
