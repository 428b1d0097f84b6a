import { Handle, Id, type Product, type Show } from "@showdrop/shared";
import { viewClips } from "../clips/clip-views.ts";
import type { ReadClipDeps } from "../clips/read-clip.ts";
import { recordingUrl } from "../recordings/recording-files.ts";
import { type ShopRecord, toWireShop } from "../shops/shops.store.ts";
import type { ShowRecord } from "../shows/show.schema.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import {
  type LinkPreview,
  previewClip,
  previewHome,
  previewProduct,
  previewShop,
  previewShow,
} from "./link-preview.ts";

export interface FindPreviewDeps extends Pick<ReadClipDeps, "clips" | "cards" | "recordings"> {
  publicUrl: URL;
  shows: Pick<ShowStore, "find" | "list">;
  shops: {
    find(id: string): Promise<ShopRecord | null>;
    findByHandle(handle: string): Promise<ShopRecord | null>;
  };
  views: { one(show: ShowRecord): Promise<Show> };
  /** The show that the front page puts first for strangers; null while nothing is on. */
  firstOnHome(): Promise<Show | null>;
  findProduct(id: string): Promise<Product | null>;
}

/** What an address says of itself; "missing" where nothing is behind it, null where only the general words fit. */
export type FindPreview = (path: string) => Promise<LinkPreview | "missing" | null>;

type Find = (deps: FindPreviewDeps, key: string) => Promise<LinkPreview | "missing">;

/** Whoever follows a shop may see another show first: their page then asks for its picture later. */
const home: Find = async ({ firstOnHome }) => previewHome((await firstOnHome())?.posterUrl ?? null);

const show: Find = async ({ shows, views, publicUrl }, showId) => {
  const found = Id.safeParse(showId).success ? await shows.find(showId) : null;
  return found ? previewShow(await views.one(found), publicUrl) : "missing";
};

const product: Find = async ({ findProduct, shops, publicUrl }, productId) => {
  const found = Id.safeParse(productId).success ? await findProduct(productId) : null;
  const shop = found && !found.archived ? await shops.find(found.shopId) : null;
  return found && shop ? previewProduct(found, shop, publicUrl) : "missing";
};

const shop: Find = async ({ shops, shows }, typed) => {
  const handle = Handle.safeParse(typed);
  const found = handle.success ? await shops.findByHandle(handle.data) : null;
  if (!found) return "missing";
  const [newest] = [
    ...(await shows.list("live", { shopId: found.id, limit: 1 })),
    ...(await shows.list("scheduled", { shopId: found.id, limit: 1 })),
    ...(await shows.list("ended", { shopId: found.id, limit: 1 })),
  ].filter(({ posterUrl }) => posterUrl !== null);
  return previewShop(
    toWireShop(found),
    newest ? { posterUrl: newest.posterUrl, live: newest.status === "live" } : null,
  );
};

const clip: Find = async (deps, clipId) => {
  const record = Id.safeParse(clipId).success ? await deps.clips.find(clipId) : null;
  const ofShow = record && (await deps.shows.find(record.showId));
  if (!record || !ofShow) return "missing";
  const [[view], [recording], shown] = await Promise.all([
    viewClips(deps, [record]),
    deps.recordings.ready([record.showId]),
    deps.views.one(ofShow),
  ]);
  const replay = recording?.manifest.replay;
  if (!view || !replay) return "missing";
  const video = { url: recordingUrl(record.showId, replay.video) };
  return previewClip(view, { show: shown, video, origin: deps.publicUrl });
};

const finders: readonly (readonly [RegExp, Find])[] = [
  [/^\/()$/, home],
  [/^\/shows\/([^/]+)\/?$/, show],
  [/^\/products\/([^/]+)\/?$/, product],
  [/^\/clips\/([^/]+)\/?$/, clip],
  [/^\/@([^/]*)\/?$/, shop],
];

/** Looks up what the page at a path is about. */
export const createFindPreview =
  (deps: FindPreviewDeps): FindPreview =>
  async (path) => {
    for (const [pattern, find] of finders) {
      const [, key] = pattern.exec(path) ?? [];
      if (key !== undefined) return find(deps, key);
    }
    return null;
  };
