import {
  type Drop,
  type DropStatus,
  dropStatuses,
  type Hold,
  type HoldStatus,
  holdStatuses,
} from "@showdrop/shared";
import { describe, expect, it } from "vitest";
import { id, inSeconds, SAMPLE_NOW, sampleDrop, sampleHold } from "../watch/sample-show.ts";
import { type DropView, dropView, leadingDrop, nothingMine } from "./drop-view.ts";

const seen = (drop: Partial<Drop>, holds: Partial<Hold>[] = []) =>
  dropView(
    sampleDrop(20, drop),
    { ...nothingMine, holds: holds.map((hold, i) => sampleHold(60 + i, hold)) },
    SAMPLE_NOW,
  );
const stock = (available: number, held: number, sold: number) => ({
  allocated: available + held + sold,
  available,
  held,
  sold,
});

describe("a drop without a hold of mine", () => {
  it("counts down until it opens, and waits at zero for the server", () => {
    expect(seen({ status: "scheduled", opensAt: inSeconds(61.2) })).toEqual({
      kind: "not-open",
      secondsLeft: 62,
      lobby: false,
    });
    expect(seen({ status: "scheduled", opensAt: inSeconds(-1) })).toEqual({
      kind: "not-open",
      secondsLeft: 0,
      lobby: false,
    });
  });

  it("offers what is left, within the limit", () => {
    expect(seen({ perCustomer: 3 })).toEqual({ kind: "open", most: 3 });
    expect(seen({ perCustomer: 3, stock: stock(2, 8, 0) })).toEqual({ kind: "open", most: 2 });
  });

  it("tells all held from sold out", () => {
    expect(seen({ stock: stock(0, 1, 9) }).kind).toBe("all-held");
    expect(seen({ stock: stock(0, 0, 10) }).kind).toBe("sold-out");
    expect(seen({ status: "sold_out", stock: stock(0, 0, 10) }).kind).toBe("sold-out");
  });

  it("says when it is closed, units or not", () => {
    expect(seen({ status: "closed" }).kind).toBe("closed");
  });

  it("closes by its own clock, which stands still while the show is paused", () => {
    expect(seen({ closesAt: inSeconds(1) }).kind).toBe("open");
    expect(seen({ closesAt: inSeconds(0) }).kind).toBe("closed");
    expect(seen({ closesAt: inSeconds(-5), pausedAt: inSeconds(-10) }).kind).toBe("open");
    expect(seen({ status: "scheduled", opensAt: inSeconds(-40), pausedAt: inSeconds(-100) })).toEqual({
      kind: "not-open",
      secondsLeft: 60,
      lobby: false,
    });
  });

  it("is not touched by a hold on another drop", () => {
    expect(seen({}, [{ dropId: id(21) }]).kind).toBe("open");
  });
});

describe("a drop with my hold", () => {
  const table: Record<DropStatus, Record<HoldStatus, DropView["kind"]>> = {
    scheduled: {
      active: "held",
      paying: "paying",
      committed: "not-open",
      released: "not-open",
      expired: "not-open",
    },
    open: { active: "held", paying: "paying", committed: "limit-reached", released: "open", expired: "open" },
    sold_out: {
      active: "held",
      paying: "paying",
      committed: "sold-out",
      released: "sold-out",
      expired: "sold-out",
    },
    closed: { active: "held", paying: "paying", committed: "closed", released: "closed", expired: "closed" },
  };
  it.each(dropStatuses.flatMap((drop) => holdStatuses.map((hold) => [drop, hold] as const)))(
    "%s, hold %s",
    (drop, hold) => {
      expect(seen({ status: drop }, [{ status: hold }]).kind).toBe(table[drop][hold]);
    },
  );

  it("counts down the time to pay", () => {
    expect(seen({}, [{ expiresAt: inSeconds(12.5) }])).toMatchObject({ kind: "held", secondsLeft: 13 });
  });

  it("lets go of a hold whose time is over, unless a payment is under way", () => {
    expect(seen({}, [{ expiresAt: inSeconds(0) }]).kind).toBe("open");
    expect(seen({}, [{ expiresAt: inSeconds(-3), status: "paying" }])).toMatchObject({
      kind: "paying",
      secondsLeft: 0,
    });
  });

  it("offers the rest of the limit after a purchase, and a new hold comes before an old purchase", () => {
    expect(seen({ perCustomer: 3 }, [{ status: "committed", quantity: 2 }])).toEqual({
      kind: "open",
      most: 1,
    });
    expect(seen({ perCustomer: 3 }, [{ status: "committed" }, { status: "active" }]).kind).toBe("held");
  });
});

describe("the drop over the video", () => {
  const lead = (drops: Drop[], holds: Hold[] = []) =>
    leadingDrop(drops, { ...nothingMine, holds }, SAMPLE_NOW)?.id;
  const soon = sampleDrop(21, { status: "scheduled", opensAt: inSeconds(30) });
  const later = sampleDrop(22, { status: "scheduled", opensAt: inSeconds(300) });
  const over = sampleDrop(23, { status: "sold_out" });
  const gone = sampleDrop(24, { status: "closed" });
  const open = sampleDrop(25, { opensAt: inSeconds(-60) });
  const newer = sampleDrop(26, { opensAt: inSeconds(-5) });

  it("is mine, else the newest open one, else the next to open, else the last that sold out", () => {
    expect(lead([open, newer, soon], [sampleHold(60, { dropId: open.id })])).toBe(open.id);
    expect(lead([gone, soon, open, newer])).toBe(newer.id);
    expect(lead([over, later, soon])).toBe(soon.id);
    expect(lead([gone, over])).toBe(over.id);
    expect(lead([gone])).toBeUndefined();
  });
});
