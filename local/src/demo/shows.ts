import { type Category, newKey, type Product, routes, type Show } from "@showdrop/shared";
import { buy } from "./buy.ts";
import { as, type DemoPerson } from "./people.ts";
import { posters } from "./pictures/gallery.ts";
import type { Drawing } from "./pictures/scene.ts";
import { type DemoShop, listProducts, uploadDrawing } from "./shop.ts";

type Programme = {
  title: string;
  description: string;
  category: Category;
  poster: () => Drawing;
  record?: boolean;
};

/** The show that is on now; what the demo may resume is known by this title. */
const live: Programme = {
  title: "Fresh from the kiln · 가마 여는 날",
  description:
    "We opened the wood kiln this morning and everything you see is still a little warm. Cups, bowls and the big celadon pot, with cloth and paper from next door. Small drops, a few minutes each. 천천히 구경하세요.",
  category: "crafts",
  poster: posters.kiln,
  record: false, // it goes on for as long as the machine does
};

/** `inDays` counts from today, `hour` is the machine's own time. */
const upcoming: ReadonlyArray<Programme & { inDays: number; hour: number }> = [
  {
    title: "Tea before the rain · 비 오기 전 찻자리",
    description:
      "First flush from Jeju, three ways to brew it, and the cups we drink it from. Bring hot water. Six tins of last year's roasted leaves go to whoever asks the best question.",
    category: "food",
    poster: posters.tea,
    inDays: 1,
    hour: 20,
  },
  {
    title: "Cloth & thread: a jogakbo evening · 조각보 바느질",
    description:
      "How remnants become a scarf: we cut, join and press one live, slowly. Twelve scarves in the Dawn and Dusk colours and a few totes printed on the day.",
    category: "fashion",
    poster: posters.cloth,
    inDays: 3,
    hour: 19,
  },
];

const past: Programme = {
  title: "Paper & ink, a quiet hour · 종이와 잉크",
  description: "Stencil prints off the drum, notebooks off the awl. Thank you for coming.",
  category: "art",
  poster: posters.paper,
  record: false, // nobody sent a picture
};

const SOON_MS = 60_000; // an announced start must lie ahead; the show is begun at once all the same

export const isOnAir = ({ status }: Pick<Show, "status">): boolean =>
  status === "live" || status === "paused";
export const isDemoShow = ({ title }: Show): boolean => title === live.title;

export const listShows = async ({ creator, handle }: DemoShop): Promise<Show[]> =>
  (await creator.client.must(routes.readShopPage, { params: { handle } })).shows;

const schedule = async (
  shop: DemoShop,
  { title, description, category, poster, record = true }: Programme,
  at: number,
): Promise<Show> => {
  const { id: posterImageId } = await uploadDrawing(shop, poster());
  return as(shop.creator, (client) =>
    client.must(routes.scheduleShow, {
      params: { shopId: shop.id },
      body: { title, description, category, posterImageId, startsAt: new Date(at).toISOString(), record },
    }),
  );
};

const start = (shop: DemoShop, { id }: Show): Promise<Show> =>
  as(shop.creator, (client) => client.must(routes.startShow, { params: { showId: id } }));

/** Goes live: with the show of a start that was cut off before it was live, or with a new one. */
export const goLive = async (shop: DemoShop): Promise<Show> => {
  const waiting = (await listShows(shop)).find((show) => show.status === "scheduled" && isDemoShow(show));
  return start(shop, waiting ?? (await schedule(shop, live, Date.now() + SOON_MS)));
};

const nextEvening = ({ inDays, hour }: { inDays: number; hour: number }): number => {
  const at = new Date();
  at.setDate(at.getDate() + inDays);
  return at.setHours(hour, 0, 0, 0);
};

/** Announces what is to come, and moves what was announced by an earlier run and never began. */
export const ensureUpcoming = async (shop: DemoShop): Promise<void> => {
  const scheduled = (await listShows(shop)).filter(({ status }) => status === "scheduled");
  for (const programme of upcoming) {
    const show = scheduled.find(({ title }) => title === programme.title);
    if (!show) await schedule(shop, programme, nextEvening(programme));
    else if (Date.parse(show.startsAt) <= Date.now())
      await as(shop.creator, (client) =>
        client.must(routes.editShow, {
          params: { showId: show.id },
          body: { startsAt: new Date(nextEvening(programme)).toISOString() },
        }),
      );
  }
};

/** A show that is over, in which the demo's buyers bought something, so that their orders are not empty. */
export const ensurePast = async (shop: DemoShop, buyers: readonly DemoPerson[]): Promise<void> => {
  const shows = await listShows(shop);
  if (shows.some(({ status }) => status === "ended") || shows.some(isOnAir)) return;
  const waiting = shows.find((show) => show.status === "scheduled" && show.title === past.title);
  const show = await start(shop, waiting ?? (await schedule(shop, past, Date.now() + SOON_MS)));
  try {
    for (const product of (await listProducts(shop)).slice(0, buyers.length))
      await sellSome(shop, show, product, buyers);
  } finally {
    await as(shop.creator, (client) => client.must(routes.endShow, { params: { showId: show.id } }));
  }
};

const sellSome = async (
  shop: DemoShop,
  show: Show,
  { variants }: Product,
  buyers: readonly DemoPerson[],
): Promise<void> => {
  const [variant] = variants;
  if (!variant) return;
  const drop = await as(shop.creator, (client) =>
    client.must(routes.createDrop, {
      params: { showId: show.id },
      body: {
        pools: [{ variantId: variant.id, quantity: 4, price: variant.price }],
        perCustomer: 2,
        opensAt: null,
      },
      idempotencyKey: newKey(),
    }),
  );
  for (const buyer of buyers)
    await buy(
      buyer,
      { shopId: drop.shopId, dropId: drop.id, variantId: variant.id, quantity: 1 },
      async () => true,
    );
};
