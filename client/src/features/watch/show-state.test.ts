import {
  assertNever,
  type Question,
  questionStatuses,
  type ShowEntry,
  type ShowSnapshot,
  type StageLayout,
} from "@showdrop/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  id,
  inSeconds,
  sampleDrop,
  sampleEntry,
  sampleHold,
  sampleMessage,
  sampleProduct,
  sampleShow,
  sampleSnapshot,
  sampleUnits,
} from "./sample-show.ts";
import { askedAt, isStale, KEPT_MESSAGES, nothingKnown, type ShowState, showReducer } from "./show-state.ts";

const take = (state: ShowState, snapshot: ShowSnapshot, asked = askedAt(state)): ShowState =>
  showReducer(state, { type: "snapshot", snapshot, asked });
const hear = (state: ShowState, ...entries: ShowEntry[]): ShowState =>
  entries.reduce((now, entry) => showReducer(now, { type: "frame", entries: [entry] }), state);
const joined = (more: Partial<ShowSnapshot> = {}): ShowState => take(nothingKnown, sampleSnapshot(more));
const texts = (state: ShowState) => state.known?.messages.map(({ text }) => text);

describe("the log of a show", () => {
  it("is followed in order: chat, pins, drops, stock and the show itself", () => {
    const pins = { products: [sampleProduct(30)], featuredId: id(30) };
    const stock = { allocated: 10, available: 7, held: 2, sold: 1 };
    const state = hear(
      joined(),
      sampleEntry(1, "chat:posted", sampleMessage(1)),
      sampleEntry(2, "pins:changed", pins),
      sampleEntry(3, "drop:changed", sampleDrop(20)),
      sampleEntry(4, "drop:stock", sampleUnits(20, stock)),
      sampleEntry(5, "show:changed", sampleShow({ status: "paused" })),
    );
    expect(state.known).toMatchObject({ seq: 5, pins, show: { status: "paused" } });
    expect(texts(state)).toEqual(["message 1"]);
    expect(state.known?.drops).toEqual([sampleDrop(20, { stock })]);
  });

  it("keeps the newer of two stages, in whatever order they are told", () => {
    const stage = (revision: number, layout: StageLayout) => ({
      revision,
      layout,
      featured: null,
      guests: [],
    });
    const told = [
      sampleEntry(1, "stage:changed", stage(2, "grid")),
      sampleEntry(2, "stage:changed", stage(1, "solo")),
    ];
    expect(hear(joined(), ...told).known).toMatchObject({ seq: 2, stage: { revision: 2, layout: "grid" } });
    // A snapshot may know of a change already whose entry follows it.
    const known = hear(joined({ stage: stage(3, "inset") }), ...told).known;
    expect(known).toMatchObject({ seq: 2, stage: { revision: 3, layout: "inset" } });
  });

  it("takes away a deleted message, and all of somebody who is banned", () => {
    const state = hear(
      joined({
        messages: [sampleMessage(1, 7), sampleMessage(2, 8), sampleMessage(3, 7), sampleMessage(4, 9)],
      }),
      sampleEntry(1, "chat:deleted", { messageId: id(1002) }),
      sampleEntry(2, "person:banned", { userId: id(7) }),
    );
    expect(texts(state)).toEqual(["message 4"]);
  });

  it("keeps no more messages than somebody scrolls back to", () => {
    const entries = Array.from({ length: KEPT_MESSAGES + 5 }, (_, i) =>
      sampleEntry(i + 1, "chat:posted", sampleMessage(i + 1)),
    );
    const kept = texts(hear(joined(), ...entries));
    expect(kept).toHaveLength(KEPT_MESSAGES);
    expect(kept?.[0]).toBe("message 6");
  });

  it("ignores a repeated entry and waits for a missing one", () => {
    const [one, two, three] = [1, 2, 3].map((n) => sampleEntry(n, "chat:posted", sampleMessage(n)));
    if (!one || !two || !three) throw new Error("unreachable");
    const gap = hear(joined(), one, one, three);
    expect(isStale(gap)).toBe(true);
    expect(texts(gap)).toEqual(["message 1"]);
    const healed = hear(gap, two);
    expect(isStale(healed)).toBe(false);
    expect(texts(healed)).toEqual(["message 1", "message 2", "message 3"]);
  });

  it("loses nothing that arrives before the first snapshot", () => {
    const early = hear(nothingKnown, sampleEntry(6, "chat:posted", sampleMessage(6)));
    expect(texts(take(early, sampleSnapshot({ seq: 5, messages: [sampleMessage(5)] })))).toEqual([
      "message 5",
      "message 6",
    ]);
  });

  it("begins anew when the server lost its log", () => {
    const state = joined({ seq: 40, messages: [sampleMessage(40)] });
    const anew = take(state, sampleSnapshot({ seq: 2, messages: [sampleMessage(41)] }));
    expect(texts(hear(anew, sampleEntry(3, "chat:posted", sampleMessage(42))))).toEqual([
      "message 41",
      "message 42",
    ]);
  });

  it("converges with the server, whatever is lost, doubled, late, or overtaken by a snapshot", () => {
    const event = fc.oneof(
      fc.record({
        kind: fc.constant("posted" as const),
        n: fc.nat(200),
        author: fc.integer({ min: 100, max: 103 }),
      }),
      fc.record({ kind: fc.constant("deleted" as const), n: fc.nat(200) }),
      fc.record({ kind: fc.constant("banned" as const), author: fc.integer({ min: 100, max: 103 }) }),
      fc.record({
        kind: fc.constant("stock" as const),
        drop: fc.integer({ min: 20, max: 22 }),
        sold: fc.nat(10),
      }),
      fc.record({ kind: fc.constant("drop" as const), drop: fc.integer({ min: 20, max: 22 }) }),
      fc.record({ kind: fc.constant("paused" as const), paused: fc.boolean() }),
      fc.record({
        kind: fc.constant("question" as const),
        n: fc.nat(200),
        status: fc.constantFrom(...questionStatuses),
        votes: fc.nat(5),
      }),
      fc.record({ kind: fc.constant("votes" as const), n: fc.nat(200), votes: fc.nat(5) }),
      fc.record({
        kind: fc.constant("poll" as const),
        n: fc.nat(1),
        counts: fc.constantFrom([0, 0], [2, 1]),
      }),
    );
    const scenario = fc.array(event, { minLength: 1, maxLength: 40 }).chain((events) => {
      const seqs = fc.nat(events.length - 1);
      return fc.record({
        events: fc.constant(events),
        // What reaches the page, in this order: any entry, any number of times, and answers to joins, old ones too.
        arrivals: fc.array(fc.oneof(fc.record({ entry: seqs }), fc.record({ snapshot: seqs })), {
          maxLength: 80,
        }),
      });
    });
    fc.assert(
      fc.property(scenario, ({ events, arrivals }) => {
        const entries = events.map((each, i): ShowEntry => {
          const seq = i + 1;
          switch (each.kind) {
            case "posted":
              return sampleEntry(seq, "chat:posted", {
                ...sampleMessage(each.n, each.author),
                kind: each.n % 2 ? "question" : "said",
              });
            case "question": {
              const { id: questionId, showId, author, text, at } = sampleMessage(each.n);
              const { status, votes } = each;
              return sampleEntry(seq, "question:changed", {
                ...{ id: questionId, showId, author, text, at, status, votes },
              });
            }
            case "votes":
              return sampleEntry(seq, "questions:votes", {
                votes: [{ questionId: id(1000 + each.n), votes: each.votes }],
              });
            case "poll":
              return sampleEntry(seq, "poll:counts", { pollId: id(each.n), counts: [...each.counts] });
            case "deleted":
              return sampleEntry(seq, "chat:deleted", { messageId: id(1000 + each.n) });
            case "banned":
              return sampleEntry(seq, "person:banned", { userId: id(each.author) });
            case "drop":
              return sampleEntry(seq, "drop:changed", sampleDrop(each.drop));
            case "stock": {
              const stock = { allocated: 10, available: 10 - each.sold, held: 0, sold: each.sold };
              return sampleEntry(seq, "drop:stock", sampleUnits(each.drop, stock));
            }
            case "paused":
              return sampleEntry(
                seq,
                "show:changed",
                sampleShow({ status: each.paused ? "paused" : "live" }),
              );
            default:
              return assertNever(each);
          }
        });
        const serverAt = (seq: number): ShowSnapshot => {
          const { known } = hear(joined(), ...entries.slice(0, seq));
          if (!known) throw new Error("unreachable");
          return known;
        };
        // Joins were asked for before anything was known, so that each may be overtaken on its way.
        const asked = askedAt(nothingKnown);
        const arrived = arrivals.reduce((state, arrival) => {
          if ("snapshot" in arrival) return take(state, serverAt(arrival.snapshot + 1), asked);
          const entry = entries[arrival.entry];
          return entry ? hear(state, entry) : state;
        }, nothingKnown);

        const { known } = arrived;
        if (known) expect(known).toEqual(serverAt(known.seq));
        const final = take(arrived, serverAt(entries.length));
        expect(final).toEqual({ known: serverAt(entries.length), waiting: [] });
      }),
    );
  });
});

describe("my holds", () => {
  const hear = (state: ShowState, hold = sampleHold(60)) => showReducer(state, { type: "hold", hold });

  it("never come back once they have ended, in whatever order the news arrive", () => {
    const expired = hear(hear(joined()), sampleHold(60, { status: "expired" }));
    const late = hear(expired, sampleHold(60, { status: "paying" }));
    expect(late.known?.holds).toEqual([sampleHold(60, { status: "expired" })]);
  });

  it("do not step back from paying to active", () => {
    const paying = hear(joined(), sampleHold(60, { status: "paying", orderId: id(70) }));
    expect(hear(paying).known?.holds[0]?.status).toBe("paying");
  });

  it("that a snapshot no longer lists are gone", () => {
    expect(take(hear(joined()), sampleSnapshot()).known?.holds).toEqual([]);
  });

  it("placed while the snapshot was on its way are kept", () => {
    const before = joined();
    const state = take(hear(before), sampleSnapshot(), askedAt(before));
    expect(state.known?.holds).toEqual([sampleHold(60)]);
  });

  it("come back with the snapshot after a reload", () => {
    const hold = sampleHold(60, { expiresAt: inSeconds(40) });
    expect(joined({ holds: [hold] }).known?.holds).toEqual([hold]);
  });
});

describe("the queue of questions", () => {
  const asked = (n: number, more: Partial<Question> = {}): Question => {
    const { id: questionId, showId, author, text, at } = sampleMessage(n);
    return { ...{ id: questionId, showId, author, text, at, votes: 0, status: "open" }, ...more };
  };
  const said = (n: number) => ({ ...sampleMessage(n), kind: "question" as const });
  const queue = (state: ShowState) =>
    state.known?.questions.map(({ text, votes, status }) => `${text} ${votes} ${status}`);

  it("takes in what is asked, sorts it by votes, and lets go of what leaves the chat", () => {
    const state = hear(
      joined(),
      sampleEntry(1, "chat:posted", said(1)),
      sampleEntry(2, "chat:posted", said(2)),
      sampleEntry(3, "chat:posted", sampleMessage(3)),
      sampleEntry(4, "questions:votes", { votes: [{ questionId: id(1002), votes: 2 }] }),
    );
    expect(queue(state)).toEqual(["message 2 2 open", "message 1 0 open"]);
    expect(queue(hear(state, sampleEntry(5, "chat:deleted", { messageId: id(1002) })))).toEqual([
      "message 1 0 open",
    ]);
    expect(queue(hear(state, sampleEntry(5, "person:banned", { userId: id(100) })))).toEqual([]);
  });

  it("features one at a time, and drops what is answered", () => {
    const state = joined({ questions: [asked(1, { status: "featured" }), asked(2)] });
    const next = hear(state, sampleEntry(1, "question:changed", asked(2, { status: "featured" })));
    expect(queue(next)).toEqual(["message 1 0 open", "message 2 0 featured"]);
    const done = hear(next, sampleEntry(2, "question:changed", asked(2, { status: "answered" })));
    expect(queue(done)).toEqual(["message 1 0 open"]);
    expect(queue(hear(done, sampleEntry(3, "question:changed", asked(2))))).toEqual([
      "message 1 0 open",
      "message 2 0 open",
    ]);
  });

  it("keeps what I did while a snapshot was on its way", () => {
    const before = joined();
    const step = { did: "vote", showId: id(1), pollId: id(5), answer: 1 } as const;
    const voted = showReducer(before, { type: "step", step });
    expect(take(voted, sampleSnapshot(), askedAt(before)).known?.mine.vote).toEqual({
      pollId: id(5),
      answer: 1,
    });
    expect(take(voted, sampleSnapshot()).known?.mine.vote).toBeNull();
  });
});
