import type { Drop, Hold } from "@showdrop/shared";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { speak } from "../../i18n/index.ts";
import { id, inSeconds, SAMPLE_NOW, sampleDrop, sampleHold } from "../watch/sample-show.ts";
import { DropCard } from "./drop-card.tsx";
import { nothingMine } from "./drop-view.ts";

beforeEach(async () => {
  vi.useFakeTimers({ now: SAMPLE_NOW, toFake: ["Date"] });
  speak("en");
});
afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

const noop = () => {};
const card = (drop: Partial<Drop>, holds: Hold[] = []) => (
  <DropCard
    drop={sampleDrop(20, drop)}
    mine={{ ...nothingMine, holds }}
    acts={{ onBuy: noop, onPay: noop, onJoin: noop, onLeave: noop, onPass: noop, onSimilar: noop }}
    busy={false}
    refusal={null}
  />
);
/** How it stands, in words. */
const spoken = () => document.querySelector("[data-stands]")?.textContent;

describe("a drop's clock", () => {
  it("is seen to run down; in words it says only that it is on sale, and that it closes soon", () => {
    const { rerender } = render(card({ closesAt: inSeconds(272) }));
    expect(screen.getByText("Closes in 4:32")).toBeTruthy();
    const heard = new Set([spoken()]);
    for (let left = 271; left > 0; left--) {
      rerender(card({ closesAt: inSeconds(left) }));
      heard.add(spoken());
    }
    expect(screen.getByText("Closes in 0:01")).toBeTruthy();
    expect([...heard]).toEqual(["On sale now", "On sale for less than a minute"]);
  });

  it("ends the sale on time, whether or not the server has said so", () => {
    render(card({ closesAt: inSeconds(0) }));
    expect(screen.queryByRole("button", { name: "Buy" })).toBeNull();
    expect(screen.queryByText(/Closes in/)).toBeNull();
    expect(spoken()).toBe("Closed");
  });

  it("stands still while the show is paused, says so in words, and what is open can be bought", () => {
    const pausedAt = inSeconds(-3_000);
    const times = { pausedAt, opensAt: inSeconds(-3_100), closesAt: inSeconds(-2_910) };
    const { rerender } = render(card(times));
    expect(screen.getByText("Closes in 1:30")).toBeTruthy();
    expect(spoken()).toContain("Paused: the countdown goes on when the host is back.");
    expect(screen.getByRole("button", { name: "Buy" })).toBeTruthy();
    rerender(card({ ...times, status: "scheduled", opensAt: inSeconds(-2_980), closesAt: null }));
    expect(screen.getByText("Opens in 0:20")).toBeTruthy();
    expect(spoken()).toContain("Paused");
    // Without a countdown there is nothing to stand still.
    rerender(card({ pausedAt, closesAt: null }));
    expect(spoken()).toBe("On sale now");
  });

  it("says that I have mine, and how many one customer may have", () => {
    const mine = [sampleHold(60, { status: "committed", orderId: id(70) })];
    const { rerender } = render(card({ perCustomer: 1 }, mine));
    expect(spoken()).toContain("You have yours: it is one per customer.");
    expect(screen.queryByRole("button", { name: "Buy" })).toBeNull();
    rerender(card({ perCustomer: 2 }, [...mine, sampleHold(61, { status: "committed" })]));
    expect(spoken()).toContain("You have yours: it is 2 per customer.");
  });
});
