// What of Showdrop is kept in a browser: the page for when there is no network, and files that never change.

declare const self: ServiceWorkerGlobalScope;

/** Set at the build to what tells one build from another. */
declare const __BUILD__: string;

const PREFIX = "showdrop-";
const KEPT = `${PREFIX}${__BUILD__}`;

const OFFLINE_PAGE = "/offline.html";
const precached = [OFFLINE_PAGE, "/offline.js", "/first.js", "/icon.svg"];

/** Fetches what a page without a network needs, past every cache between here and the server. */
export const precache = async (): Promise<void> => {
  const cache = await caches.open(KEPT);
  await cache.addAll(precached.map((path) => new Request(path, { cache: "reload" })));
};

/** Deletes what an earlier build kept. */
export const forgetOthers = async (): Promise<void> => {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== KEPT).map((name) => caches.delete(name)),
  );
};

/** A page from the network, always; without one the offline page, which says so. */
const answerNavigation = async (event: FetchEvent): Promise<Response> => {
  try {
    const preloaded: unknown = await event.preloadResponse;
    return preloaded instanceof Response ? preloaded : await fetch(event.request);
  } catch (error) {
    const offline = await caches.match(OFFLINE_PAGE);
    if (offline) return offline;
    throw error;
  }
};

/** A file whose name carries its hash: once had, it is never asked for again. */
const answerAsset = async (request: Request): Promise<Response> => {
  const cache = await caches.open(KEPT);
  const known = await cache.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
};

/** Whether, and how, a request is answered from here; null: it goes its way as if there were no service worker. */
export const answer = (event: FetchEvent): Promise<Response> | null => {
  const { request } = event;
  if (request.method !== "GET") return null;
  if (request.mode === "navigate") return answerNavigation(event);
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return null;
  if (pathname.startsWith("/assets/")) return answerAsset(request);
  // What the offline page is made of; a page with a network has these from the network.
  return precached.includes(pathname)
    ? fetch(request).catch(async (error) => (await caches.match(pathname)) ?? Promise.reject(error))
    : null;
};
