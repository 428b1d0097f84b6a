import { type Hold, newKey, OpenCheckout, type RehearsalTally, type Result } from "@showdrop/shared";
import type { Stay } from "../audience/stays.store.ts";
import type { Logger } from "../kit/logger.ts";
import { type BotLanguage, raidLineOf, talkOf } from "./bot-talk.ts";
import type { Bot } from "./bots.store.ts";
import { emptyTally, type RehearsalStore } from "./rehearsals.store.ts";
import type { World } from "./world.ts";

export interface Cast {
  /** The show that is played, and its shop. */
  showId: string;
  shopId: string;
  /** Who rehearses: what waits for review is read with their eyes. */
  by: string;
  language: BotLanguage;
  audience: Bot[];
  raiders: Bot[];
}

interface PlayDeps {
  world: World;
  rehearsals: RehearsalStore;
  log: Logger;
}

/** Milliseconds between two turns of the play. */
const TURN_MS = 1_000;
/** Turns after going live until the raid: long enough that the host has said hello. */
const RAID_AT = 12;
/** A demo viewer counts for so many milliseconds without being renewed; each turn renews. */
const LEASE_MS = 6_000;
/** Every third of those who hold something lets it go. */
const LAPSES = 3;

const addresses = {
  en: { country: "US", postalCode: "97201", region: "OR", city: "Portland", line1: "1 Rehearsal Street" },
  ko: { country: "KR", postalCode: "04524", region: "", city: "Seoul", line1: "110 Sejong-daero" },
} as const;

const noCookies = { setSession() {}, clearSession() {}, setScreen() {}, clearScreen() {} };

/** What a person's own page would send, said by the server itself: there is no socket and no cookie behind it. */
const callAs = ({ id, displayName }: Bot, log: Logger) => {
  const viewer = { id, displayName, email: `${id}@bot.invalid`, sessionId: id };
  return {
    viewer,
    customer: { ...viewer, guest: false as const },
    ...{ screen: null, file: null, network: `bot:${id}`, userAgent: "", cookies: noCookies, log },
    ...{ query: {}, idempotencyKey: newKey() },
  };
};

/** The small crowd of a rehearsal: comes one by one, chats, raids once, and buys what opens, by the same use cases as people. */
export const createPlay = ({ world, rehearsals, log }: PlayDeps, cast: Cast) => {
  const tally: RehearsalTally = structuredClone(emptyTally);
  const tried = new Set<string>();
  const stays = new Map<string, Stay>();
  const { showId, shopId, audience, raiders } = cast;
  let turn = 0;

  const say = (bot: Bot, text: string) =>
    world.commands["chat:post"]({
      viewer: bot,
      input: { showId, text, kind: "said", replyTo: null, mentions: [], key: newKey() },
      enter: async () => undefined,
      leave: async () => undefined,
      arrivalIn: () => null,
    });

  const raid = async (): Promise<void> => {
    const codes = new Map<string, number>();
    for (const bot of raiders) {
      const said = await say(bot, raidLineOf(cast.language));
      tally.raid.lines += 1;
      if (!said.ok) codes.set(said.error.code, (codes.get(said.error.code) ?? 0) + 1);
    }
    const by = new Map<RehearsalTally["raid"]["by"][number]["rule"], number>();
    const add = (rule: Parameters<typeof by.set>[0], lines: number) =>
      by.set(rule, (by.get(rule) ?? 0) + lines);
    for (const [code, lines] of codes)
      add(code === "MESSAGE_NOT_FIT" ? "word" : code === "LINKS_OFF" ? "links" : "chat", lines);
    const reader = callAs({ id: cast.by, displayName: "" }, log);
    const held = await world.handlers.listHeldMessages({ ...reader, params: { showId }, body: undefined });
    const theirs = new Set(raiders.map(({ id }) => id));
    if (held.ok)
      for (const { message, reason } of held.data.items)
        if (theirs.has(message.author.id)) add(reason.rule, 1);
    tally.raid.by = [...by].map(([rule, lines]) => ({ rule, lines })).sort((a, b) => b.lines - a.lines);
    tally.raid.stopped = tally.raid.by.reduce((sum, { lines }) => sum + lines, 0);
  };

  const refused = (result: Result<unknown>): boolean => {
    if (result.ok) return false;
    const { code } = result.error;
    if (!tally.refused.includes(code)) tally.refused = [...tally.refused, code];
    return true;
  };

  const pay = async (bot: Bot, hold: Hold): Promise<void> => {
    const address = {
      name: bot.displayName,
      phone: "+82 10 0000 0000",
      line2: "",
      ...addresses[cast.language],
    };
    const body = OpenCheckout.parse({ holdIds: [hold.id], address, locale: cast.language });
    const opened = await world.handlers.openCheckout({ ...callAs(bot, log), params: { shopId }, body });
    if (refused(opened) || !opened.ok) return;
    const params = { orderId: opened.data.order.id };
    const done = await world.handlers.confirmPayment({ ...callAs(bot, log), params, body: undefined });
    if (done.ok && done.data.status === "paid") tally.paid += 1;
    else refused(done);
  };

  /** One person tries what is open and was not tried by them; a third of them lets it go again. */
  const buy = async (bot: Bot): Promise<void> => {
    const drops = await world.handlers.listDrops({
      ...callAs(bot, log),
      params: { showId },
      body: undefined,
    });
    const open = drops.ok ? drops.data.items.filter(({ status }) => status === "open") : [];
    const drop = open.find(({ id }) => !tried.has(`${bot.id} ${id}`));
    const pool = drop?.pools.find(({ stock }) => stock.available > 0);
    if (!drop || !pool) return;
    tried.add(`${bot.id} ${drop.id}`);
    const held = await world.handlers.placeHold({
      ...callAs(bot, log),
      params: { dropId: drop.id },
      body: { variantId: pool.variant.id, quantity: 1 },
    });
    if (refused(held) || !held.ok) return;
    tally.held += 1;
    if (tally.held % LAPSES !== 0) return pay(bot, held.data);
    await world.handlers.releaseHold({
      ...callAs(bot, log),
      params: { holdId: held.data.id },
      body: undefined,
    });
    tally.lapsed += 1;
  };

  const live = async (): Promise<boolean> => {
    const show = await world.handlers.readShow({
      ...callAs({ id: cast.by, displayName: "" }, log),
      params: { showId },
      body: undefined,
    });
    return show.ok && (show.data.status === "live" || show.data.status === "paused");
  };

  /** They have no socket that would tell who watches. */
  const stay = async (here: readonly Bot[]): Promise<void> => {
    const now = new Date();
    for (const { id } of here)
      stays.set(id, {
        ...(stays.get(id) ?? {
          ...{ id: world.stays.newId(), showId, person: `u:${id}`, visitor: null },
          ...{ cameFrom: { kind: "untold" as const }, from: now },
        }),
        to: now,
      });
    await world.stays.save([...stays.values()]);
  };

  /** One turn. Nothing happens before the host is live. @returns false when the rehearsal is over. */
  const next = async (): Promise<boolean> => {
    if (!(await live())) return rehearsals.note(showId, tally);
    turn += 1;
    const here = audience.slice(0, turn);
    tally.viewers = here.length;
    await world.presence.update(showId, { here: here.map(({ id }) => id), left: [], leaseMs: LEASE_MS });
    await stay(here);
    const talk = talkOf(cast.language);
    const speaker = here[turn % here.length];
    if (speaker && turn % 2 === 0) {
      const said = await say(speaker, talk[(turn / 2) % talk.length] ?? "");
      if (said.ok) tally.lines += 1;
    }
    if (turn === RAID_AT) await raid();
    for (const bot of here.filter((_, n) => n % 2 === turn % 2)) await buy(bot);
    return rehearsals.note(showId, tally);
  };

  let stopped = false;
  const run = async (): Promise<void> => {
    while (!stopped) {
      try {
        if (!(await next())) return;
      } catch (error) {
        log.warn({ err: error, showId }, "rehearsal: a turn failed");
      }
      await new Promise((resolve) => setTimeout(resolve, TURN_MS).unref());
    }
  };
  const running = run();
  return {
    async stop(): Promise<void> {
      stopped = true;
      await running;
    },
  };
};
