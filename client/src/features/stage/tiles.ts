import { assertNever, type StageLayout } from "@showdrop/shared";

/** In CSS pixels of the room. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where pictures lie. Words and buttons lie over its top and bottom; several pictures keep out of their way. */
export interface Room {
  width: number;
  height: number;
  /** So many pixels at the top and at the bottom are covered. */
  top: number;
  bottom: number;
}

export interface Tile extends Rect {
  /** `whole`: it fills the room and stands alone or behind others. `part`: it stands beside others. `inset`: over one. */
  place: "whole" | "part" | "inset";
}

/** Pixels between pictures. */
const GAP = 4;
/** Wider than high by this much is wide: a picture beside leaves the large one its shape. */
const WIDE = 1.15;
/** The large picture's share of a `beside`: the others must stay recognisable. */
const LARGE_SHARE = { wide: 0.72, tall: 0.62 } as const;
/** What pictures are made to look well in: between a camera's 16:9 and a phone's 3:4. */
const PLEASANT = 4 / 3;
/** An inset's width as a share of the room's, and its shape. */
const INSET = { wide: { share: 0.22, shape: 16 / 9 }, tall: { share: 0.26, shape: 3 / 4 } } as const;
/** An inset's distance from the edge, in pixels. */
const INSET_MARGIN = 12;

const clearOf = ({ width, height, top, bottom }: Room): Rect => ({
  x: 0,
  y: top,
  width,
  height: Math.max(0, height - top - bottom),
});
const isWide = ({ width, height }: Pick<Rect, "width" | "height">): boolean => width > height * WIDE;

/** How large a pleasant picture is that fits into a cell. */
const usedBy = (width: number, height: number): number => {
  const fitting = Math.min(width, height * PLEASANT);
  return (fitting * fitting) / PLEASANT;
};

/** As many columns as make `count` pictures in this rectangle largest. */
const columnsFor = (count: number, { width, height }: Rect): number => {
  const used = (columns: number) => usedBy(width / columns, height / Math.ceil(count / columns));
  let best = 1;
  for (let columns = 2; columns <= count; columns++) if (used(columns) > used(best)) best = columns;
  return best;
};

/** Cells of one size in rows; the last row's are wider where it has fewer. */
const cells = (count: number, within: Rect): Rect[] => {
  if (count === 0) return [];
  const columns = columnsFor(count, within);
  const rows = Math.ceil(count / columns);
  const height = (within.height - GAP * (rows - 1)) / rows;
  return Array.from({ length: count }, (_, i) => {
    const row = Math.floor(i / columns);
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const width = (within.width - GAP * (inRow - 1)) / inRow;
    return {
      x: within.x + (i % columns) * (width + GAP),
      y: within.y + row * (height + GAP),
      width,
      height,
    };
  });
};

const part = (rect: Rect): Tile => ({ ...rect, place: "part" });
const whole = ({ width, height }: Room): Tile => ({ x: 0, y: 0, width, height, place: "whole" });

const beside = (count: number, room: Room): Tile[] => {
  const clear = clearOf(room);
  if (isWide(clear)) {
    const width = (clear.width - GAP) * LARGE_SHARE.wide;
    const beside = clear.width - width - GAP;
    // One or two alone would be cut to strips: they keep a person's shape, half way up.
    const height = Math.min(clear.height, (count - 1) * beside * PLEASANT);
    const rest = { x: width + GAP, y: clear.y + (clear.height - height) / 2, width: beside, height };
    return [part({ ...clear, width }), ...cells(count - 1, rest).map(part)];
  }
  const height = (clear.height - GAP) * LARGE_SHARE.tall;
  const rest = { ...clear, y: clear.y + height + GAP, height: clear.height - height - GAP };
  return [part({ ...clear, height }), ...cells(count - 1, rest).map(part)];
};

/** Down the right side, in the order of the pictures; all become smaller where they would not fit. */
const inset = (count: number, room: Room): Tile[] => {
  const clear = clearOf(room);
  const { share, shape } = isWide(room) ? INSET.wide : INSET.tall;
  const most = (clear.height - 2 * INSET_MARGIN - GAP * (count - 2)) / (count - 1);
  const height = Math.max(0, Math.min((room.width * share) / shape, most));
  const width = height * shape;
  const small = Array.from(
    { length: count - 1 },
    (_, i): Tile => ({
      x: room.width - INSET_MARGIN - width,
      y: clear.y + INSET_MARGIN + i * (height + GAP),
      width,
      height,
      place: "inset",
    }),
  );
  return [whole(room), ...small];
};

/**
 * Where each of `count` pictures lies, the large one first. A single one always fills the room; `solo` has a place for
 * the first alone.
 */
export const tilesOf = (layout: StageLayout, count: number, room: Room): Tile[] => {
  if (count === 0) return [];
  if (count === 1 || layout === "solo") return [whole(room)];
  switch (layout) {
    case "inset":
      return inset(count, room);
    case "beside":
      return beside(count, room);
    case "grid":
      return cells(count, clearOf(room)).map(part);
    default:
      return assertNever(layout);
  }
};
