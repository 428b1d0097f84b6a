import {
  type GivenRole,
  type ModerationEvents,
  type PersonEvents,
  type Pulse,
  routes,
  type Shop,
  type Show,
  type ShowEntry,
  type ShowEventName,
} from "@showdrop/shared";
import { randomToken } from "../kit/random.ts";
import type { Client, People, TestSocket } from "./harness.ts";

/** Tomorrow, as a show's start. */
export const soon = (hours = 24): string => new Date(Date.now() + hours * 3_600_000).toISOString();

export interface Stage {
  owner: Client;
  shop: Shop;
  show: Show;
}

/** A person with a shop and a scheduled show. */
export const openStage = async (server: People): Promise<Stage> => {
  const owner = await server.person("owner");
  const shop = await owner.must(routes.openShop, {
    body: {
      handle: `shop-${randomToken(6)
        .toLowerCase()
        .replaceAll(/[^a-z0-9]/g, "x")}x`,
      name: "Ann's",
    },
  });
  const show = await owner.must(routes.scheduleShow, {
    params: { shopId: shop.id },
    body: { title: "First show", startsAt: soon() },
  });
  return { owner, shop, show };
};

/** As `openStage`, with the show live. */
export const goLive = async (server: People): Promise<Stage> => {
  const stage = await openStage(server);
  const show = await stage.owner.must(routes.startShow, { params: { showId: stage.show.id } });
  return { ...stage, show };
};

/** Gives somebody a role in a shop: they are invited by the owner, and accept. */
export const joinTeam = async (
  owner: Client,
  shopId: string,
  person: Client,
  role: GivenRole,
): Promise<void> => {
  const body = { email: person.me.email, role };
  const { token } = await owner.must(routes.inviteMember, { params: { shopId }, body });
  await person.must(routes.acceptTeamInvitation, { body: { token } });
};

export const addModerator = async (server: People, { owner, shop }: Stage): Promise<Client> => {
  const moderator = await server.person("moderator");
  await joinTeam(owner, shop.id, moderator, "moderator");
  return moderator;
};

type EntryOf<E extends ShowEventName> = Extract<ShowEntry, { event: E }>;

/** A page that follows a show: everything it was told, in order, and promises of what it will be told. */
export interface Page extends TestSocket {
  entries: ShowEntry[];
  /** The first entry of this kind that `fits`, from now or before. */
  hears<E extends ShowEventName>(event: E, fits?: (entry: EntryOf<E>) => boolean): Promise<EntryOf<E>>;
  hearsPersonally<E extends keyof PersonEvents>(event: E): Promise<PersonEvents[E]>;
  hearsAsModerator<E extends keyof ModerationEvents>(event: E): Promise<ModerationEvents[E]>;
  sees(viewers: number): Promise<void>;
  leaves(): Promise<string>;
  say(text: string, key?: string): ReturnType<TestSocket["request"]>;
}

const promised = <T>(
  socket: TestSocket["socket"],
  event: string,
  pick: (...args: unknown[]) => T | undefined,
  past: T | undefined,
  what: string,
): Promise<T> =>
  past !== undefined
    ? Promise.resolve(past)
    : new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`never heard: ${what}`)), 30_000);
        const listen = (...args: unknown[]): void => {
          const picked = pick(...args);
          if (picked === undefined) return;
          clearTimeout(late);
          socket.off(event, listen);
          resolve(picked);
        };
        socket.on(event, listen);
      });

/** Connects a client's page and joins the show. Throws with the refusal when it may not. */
export const openPage = async (client: Client, showId: string): Promise<Page> => {
  const page = followed(await client.connect(), showId);
  const joined = await page.request("show:join", { showId });
  if (!joined.ok) throw new Error(joined.error.code);
  return page;
};

export const followed = (given: TestSocket, showId: string): Page => {
  const { socket } = given;
  const entries: ShowEntry[] = [];
  const personal: [string, unknown][] = [];
  const moderation: [string, string, unknown][] = [];
  const counts: number[] = [];
  socket.on("show", (frame: ShowEntry[]) => entries.push(...frame));
  socket.on("person", (event: string, data: unknown) => personal.push([event, data]));
  socket.on("moderation", (shopId: string, event: string, data: unknown) =>
    moderation.push([shopId, event, data]),
  );
  socket.on("pulse", ({ viewers }: Pulse) => {
    if (viewers !== undefined) counts.push(viewers);
  });
  return {
    ...given,
    entries,
    hears<E extends ShowEventName>(event: E, fits: (entry: EntryOf<E>) => boolean = () => true) {
      const isIt = (entry: ShowEntry): entry is EntryOf<E> =>
        entry.event === event && fits(entry as EntryOf<E>);
      const pick = (frame: unknown) => (frame as ShowEntry[]).find(isIt);
      return promised(socket, "show", pick, entries.find(isIt), event);
    },
    hearsPersonally<E extends keyof PersonEvents>(event: E) {
      const pick = (name: unknown, data: unknown) => (name === event ? (data as PersonEvents[E]) : undefined);
      return promised(
        socket,
        "person",
        pick,
        personal.map(([name, data]) => pick(name, data)).find(Boolean),
        event,
      );
    },
    hearsAsModerator<E extends keyof ModerationEvents>(event: E) {
      const pick = (_shopId: unknown, name: unknown, data: unknown) =>
        name === event ? (data as ModerationEvents[E]) : undefined;
      const past = moderation.map((told) => pick(...told)).find(Boolean);
      return promised(socket, "moderation", pick, past, event);
    },
    async sees(viewers) {
      const pick = (pulse: unknown) => ((pulse as Pulse).viewers === viewers ? viewers : undefined);
      await promised(socket, "pulse", pick, counts.at(-1) === viewers ? viewers : undefined, `${viewers}`);
    },
    leaves: () =>
      socket.connected
        ? new Promise((resolve) => void socket.once("disconnect", resolve))
        : Promise.resolve("gone"),
    say: (text, key = randomToken(9)) => given.request("chat:post", { showId, text, key }),
  };
};
