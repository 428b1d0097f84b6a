import { stageLayouts } from "@showdrop/shared";
import { describe, expect, it } from "vitest";
import { inStageOrder } from "./pictures.ts";
import { type Rect, type Room, type Tile, tilesOf } from "./tiles.ts";

const rooms: Record<string, Room> = {
  "a phone, 9:16": { width: 390, height: 693, top: 72, bottom: 270 },
  "a desktop, 16:9": { width: 1280, height: 720, top: 72, bottom: 0 },
  "the top of a phone above a sheet": { width: 390, height: 320, top: 0, bottom: 0 },
  "the middle of a desktop's page": { width: 576, height: 800, top: 72, bottom: 0 },
};
const counts = [1, 2, 3, 4, 5, 6];

const overlap = (a: Rect, b: Rect) =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));
const area = ({ width, height }: Rect) => width * height;
/** A hundredth of a pixel is nobody's overlap. */
const NOTHING = 0.01;

describe.each(Object.entries(rooms))("in %s", (_, room) => {
  describe.each(stageLayouts)("%s", (layout) => {
    it.each(counts)("places %i", (count) => {
      const tiles = tilesOf(layout, count, room);
      expect(tiles).toHaveLength(layout === "solo" ? 1 : count);
      for (const { x, y, width, height } of tiles) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(room.width + NOTHING);
        expect(y + height).toBeLessThanOrEqual(room.height + NOTHING);
        // Small, and still somebody: no sliver.
        expect(Math.min(width, height)).toBeGreaterThan(36);
        expect(Math.max(width / height, height / width)).toBeLessThan(4);
      }
      const [first, ...others] = tiles as [Tile, ...Tile[]];
      if (count === 1 || layout === "solo" || layout === "inset")
        expect(first).toEqual({ x: 0, y: 0, width: room.width, height: room.height, place: "whole" });
      for (const tile of first.place === "whole" ? others : tiles) {
        expect(tile.place).toBe(layout === "inset" ? "inset" : "part");
        // Out of the way of what lies over the top and the bottom.
        expect(tile.y).toBeGreaterThanOrEqual(room.top);
        expect(tile.y + tile.height).toBeLessThanOrEqual(room.height - room.bottom + NOTHING);
        for (const other of others) if (other !== tile) expect(overlap(tile, other)).toBeLessThan(NOTHING);
      }
      if (layout === "beside")
        for (const other of others) {
          expect(overlap(first, other)).toBeLessThan(NOTHING);
          expect(area(first)).toBeGreaterThan(area(other) * 1.5);
        }
      if (layout === "grid") for (const other of others) expect(area(other) / area(first)).toBeLessThan(3.1);
    });
  });
});

describe("two pictures", () => {
  const phone = rooms["a phone, 9:16"] as Room;
  const desktop = rooms["a desktop, 16:9"] as Room;
  const box = ({ x, y, width, height }: Rect) => [x, y, width, height].map(Math.round);

  it("stand one above the other on a phone", () => {
    expect(tilesOf("grid", 2, phone).map(box)).toEqual([
      [0, 72, 390, 174],
      [0, 250, 390, 174],
    ]);
    expect(tilesOf("beside", 2, phone).map(box)).toEqual([
      [0, 72, 390, 215],
      [0, 291, 390, 132],
    ]);
  });

  it("stand side by side on a desktop", () => {
    expect(tilesOf("grid", 2, desktop).map(box)).toEqual([
      [0, 72, 638, 648],
      [642, 72, 638, 648],
    ]);
    expect(tilesOf("beside", 2, desktop).map(box)).toEqual([
      [0, 72, 919, 648],
      [923, 158, 357, 476],
    ]);
  });

  it("lie one in the other's corner", () => {
    expect(tilesOf("inset", 2, desktop).map(box)).toEqual([
      [0, 0, 1280, 720],
      [986, 84, 282, 158],
    ]);
    expect(tilesOf("inset", 2, phone).map(box)[1]).toEqual([277, 84, 101, 135]);
  });
});

describe("the order of pictures", () => {
  const feed = (userId: string, role: "host" | "guest", source: "camera" | "screen" = "camera") => ({
    from: { userId, role },
    source,
  });
  const [host, screen, guest] = [feed("h", "host"), feed("h", "host", "screen"), feed("g", "guest")];

  it("begins with the host's camera, unless another is featured", () => {
    expect(inStageOrder(null, [guest, screen, host])).toEqual([host, guest, screen]);
    expect(inStageOrder({ userId: "g", source: "camera" }, [host, guest])).toEqual([guest, host]);
    expect(inStageOrder({ userId: "h", source: "screen" }, [host, screen, guest])).toEqual([
      screen,
      host,
      guest,
    ]);
  });

  it("falls back to the host's camera when what is featured is not sent any more", () => {
    expect(inStageOrder({ userId: "h", source: "screen" }, [guest, host])).toEqual([host, guest]);
    expect(inStageOrder({ userId: "h", source: "screen" }, [guest])).toEqual([guest]);
    expect(inStageOrder(null, [])).toEqual([]);
  });
});
