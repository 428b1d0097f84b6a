import { newKey, routes, type Show } from "@showdrop/shared";
import { type HubClient, openHub } from "../hub-client.ts";
import type { Log } from "../kit/log.ts";
import { buy } from "./buy.ts";
import { fill, hostLines, type Lines, nameIn, reactions, smallTalk } from "./lines.ts";
import type { News } from "./news.ts";
import { between, pause, repeat } from "./pace.ts";
import type { DemoPerson } from "./people.ts";

/** Seconds between two lines, two purchases, and between having something and paying for it. */
const CHAT_SECONDS = [6, 15] as const;
const BUY_SECONDS = [10, 28] as const;
const THINK_SECONDS = [4, 12] as const;
/** One hold in so many is given back, so that the bar also moves the other way. */
const CHANGES_OF_MIND = 8;
/** Seconds after which nobody speaks of something any more. */
const NEWS_SECONDS = 40;

type Seat = { person: DemoPerson; hub: HubClient };
type Watching = {
  show: Show;
  host: DemoPerson;
  audience: readonly DemoPerson[];
  signal: AbortSignal;
  log: Log;
};

/** The people in a show. */
export type Crowd = {
  /** The host says it at once, the viewers in a moment. */
  hear(news: News): void;
  /** Settles when all have left, after `signal`. */
  gone: Promise<void>;
};

/** Lets the audience into a show: they chat now and then, and buy as anybody does, until the signal. */
export const fillShow = ({ show, host, audience, signal, log }: Watching): Crowd => {
  const sit = (person: DemoPerson): Seat => {
    const hub: HubClient = openHub(person.client.url, person.client.cookies, {
      onUp: () => {
        hub.request("show:join", { showId: show.id }).catch(complain);
      },
    });
    return { person, hub };
  };
  const complain = (error: unknown) => log(`in the show: ${error instanceof Error ? error.message : error}`);
  const seats = audience.map(sit);
  const hostSeat = sit(host);
  const pick = createPicker();
  let recent: Array<{ news: News; at: number }> = [];

  const say = async ({ hub }: Seat, text: string): Promise<void> => {
    await hub.request("chat:post", { showId: show.id, text, key: newKey() });
  };
  const reactionTo = (
    { product, occasion }: Pick<News, "product"> & { occasion: keyof typeof reactions },
    seat: Seat,
  ) =>
    fill(pick(reactions[occasion][seat.person.language]), { product: nameIn(seat.person.language, product) });

  const chat = async (): Promise<"again"> => {
    const seat = pick(seats);
    const told = recent.shift();
    const fresh = told && Date.now() - told.at < NEWS_SECONDS * 1_000 ? told.news : undefined;
    await say(seat, fresh ? reactionTo(fresh, seat) : pick(linesOf(smallTalk, seat)));
    return "again";
  };

  const shopping = async (): Promise<"again"> => {
    const seat = pick(seats);
    const { client } = seat.person;
    const { items } = await client.must(routes.listDrops, { params: { showId: show.id } });
    const open = items.filter(({ status, stock }) => status === "open" && stock.available > 0);
    if (open.length === 0) return "again";
    const drop = pick(open);
    const bought = await buy(
      seat.person,
      {
        ...{ shopId: drop.shopId, dropId: drop.id, quantity: 1 },
        variantId: pick(drop.pools.filter(({ stock }) => stock.available > 0)).variant.id,
      },
      async () => {
        await pause(between(...THINK_SECONDS), signal);
        return Math.random() * CHANGES_OF_MIND > 1;
      },
    );
    if (bought && Math.random() < 0.4) await say(seat, pick(linesOf(reactions.bought, seat)));
    return "again";
  };

  const life = { signal, log };
  const gone = Promise.all([
    repeat("chatting", life, () => between(...CHAT_SECONDS), chat),
    repeat("shopping", life, () => between(...BUY_SECONDS), shopping),
  ]).then(() => {
    for (const { hub } of [...seats, hostSeat]) hub.close();
  });

  return {
    hear(news) {
      // A drop that is open is not next any more.
      recent = [...recent.filter((told) => told.news.product !== news.product), { news, at: Date.now() }];
      if (news.occasion === "pinned") return;
      const { variant, count } = news;
      const line = fill(pick(hostLines[news.occasion]), {
        product: nameIn("en", news.product),
        variant,
        count,
      });
      say(hostSeat, line).catch(complain);
    },
    gone,
  };
};

const linesOf = (lines: Lines, { person }: Seat): readonly string[] => lines[person.language];

/** Picks at random, each once before any comes again. */
const createPicker = () => {
  const left = new WeakMap<readonly unknown[], number[]>();
  return <T>(from: readonly T[]): T => {
    const places = left.get(from)?.length ? left.get(from) : [...from.keys()];
    const [place = 0] = places?.splice(Math.floor(Math.random() * places.length), 1) ?? [];
    left.set(from, places ?? []);
    const picked = from[place];
    if (picked === undefined) throw new RangeError("nothing to pick from");
    return picked;
  };
};
