// Fills a platform with a shop and its people, once, and keeps a show on the air until it is stopped. Everything goes
// through the public API, as if people did it.
import { z } from "zod";
import { logToStderr } from "../kit/log.ts";
import { catalogue } from "./catalogue.ts";
import { fillShow } from "./crowd.ts";
import { direct } from "./director.ts";
import { startDemoHost } from "./host/index.ts";
import { keepTrying, pause } from "./pace.ts";
import { audience, cast, DEMO_PASSWORD, type DemoPerson, enter } from "./people.ts";
import { type DemoShop, ensureModerator, ensureShop, stockShelves } from "./shop.ts";
import { ensurePast, ensureUpcoming, goLive, isDemoShow, isOnAir, listShows } from "./shows.ts";

/** Products drawn before the show begins; the others follow while it runs. */
const FIRST_PRODUCTS = 3;
/** Seconds between the end of a show and the next: whoever ended it may want to go live themselves. */
const INTERMISSION_SECONDS = 120;
/** Seconds between two looks at a show that a person runs in the demo's shop. */
const ASIDE_SECONDS = 15;
/** Seconds after which a farewell that hangs is cut short. */
const FAREWELL_SECONDS = 3;

const { SHOWDROP_URL: url } = z.object({ SHOWDROP_URL: z.url() }).parse(process.env);
const log = logToStderr;
const life = new AbortController();
const { signal } = life;
const trying = { signal, log };

const arrive = async () => {
  const people = await keepTrying("signing in", trying, async () => {
    const [creator, moderator, buyer, secondBuyer, ...viewers] = await Promise.all(
      [cast.creator, cast.moderator, cast.buyer, cast.secondBuyer, ...audience].map((part) =>
        enter(url, part),
      ),
    );
    if (!creator || !moderator || !buyer || !secondBuyer) throw new Error("the cast is incomplete");
    return { creator, moderator, buyers: [buyer, secondBuyer], viewers };
  });
  const shop = await keepTrying("opening the shop", trying, () => ensureShop(people.creator));
  await keepTrying("asking the moderator", trying, () => ensureModerator(shop, people.moderator));
  await keepTrying("filling the shelves", trying, () => stockShelves(shop, FIRST_PRODUCTS, signal));
  await keepTrying("recalling a past show", trying, () => ensurePast(shop, people.buyers));
  return { ...people, shop };
};

/** One show from its start, or from wherever an earlier run left it, to its end. */
const runShow = async (
  shop: DemoShop,
  viewers: readonly DemoPerson[],
  started: () => void,
): Promise<void> => {
  const onAir = (await listShows(shop)).find(isOnAir);
  if (onAir && !isDemoShow(onAir)) {
    started();
    return pause(ASIDE_SECONDS, signal);
  }
  const show = onAir ?? (await goLive(shop));
  log(`The demo show is on: ${url}/shows/${show.id}`);
  started();
  const evening = new AbortController();
  const ended = AbortSignal.any([signal, evening.signal]);
  const host = await startDemoHost({
    serverUrl: url,
    showId: show.id,
    shopName: "Kiln & Thread",
    fetch: shop.creator.client.fetch,
    log,
  });
  const crowd = fillShow({ show, host: shop.creator, audience: viewers, signal: ended, log });
  try {
    await direct({ shop, show, onNews: crowd.hear, signal, log });
  } finally {
    evening.abort();
    await Promise.all([host.stop(), crowd.gone]);
  }
  await pause(INTERMISSION_SECONDS, signal);
};

const runShows = async (
  shop: DemoShop,
  viewers: readonly DemoPerson[],
  started: () => void,
): Promise<void> => {
  while (!signal.aborted) await keepTrying("the show", trying, () => runShow(shop, viewers, started));
};

/** What may be missing when the show begins: the rest of the shelves, and what is announced. */
const catchUp = async (shop: DemoShop): Promise<void> => {
  await keepTrying("announcing shows", trying, () => ensureUpcoming(shop));
  await keepTrying("filling the shelves", trying, () => stockShelves(shop, catalogue.length, signal));
};

const sayReady = (): void => {
  const { creator, moderator, buyer, secondBuyer } = cast;
  const accounts = Object.entries({ creator, moderator, buyer, "second buyer": secondBuyer }).map(
    ([role, { email }]) => ({ role, email, password: DEMO_PASSWORD }),
  );
  process.stdout.write(`${JSON.stringify({ ready: true, accounts })}\n`);
};

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(name, () => {
    life.abort();
    setTimeout(() => process.exit(0), FAREWELL_SECONDS * 1_000).unref();
  });

try {
  const { shop, viewers } = await arrive();
  const { promise: started, resolve } = Promise.withResolvers<void>();
  const show = runShows(shop, viewers, resolve);
  await Promise.race([started, show]);
  sayReady();
  await Promise.allSettled([show, catchUp(shop)]); // both end by the signal alone
} catch (error) {
  if (!signal.aborted) throw error;
}
process.exit(0); // WebRTC's native threads would keep it alive
