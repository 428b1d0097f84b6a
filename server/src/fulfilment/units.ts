import type { FulfilmentStatus, LineUnits, ReturnedGoods, Shipment } from "@showdrop/shared";

/** A line of an order, as far as its units matter. */
interface OrderedLine {
  id: string;
  quantity: number;
}

/** Units of a line that money went back for; `unsent` of them will not be sent, the others were out already. */
export interface RefundedLine extends LineUnits {
  unsent: number;
}

/** Everything that happened to an order's units. */
export interface UnitMoves {
  shipments: readonly Pick<Shipment, "status" | "lines">[];
  /** Without those that failed. */
  refunds: readonly { lines: readonly RefundedLine[]; restocked: boolean }[];
  returns: readonly Pick<ReturnedGoods, "lines" | "restocked">[];
}

/** Where the units of one line are. */
export interface LineState {
  lineId: string;
  ordered: number;
  /** Refunded before they went out: nobody waits for them. */
  dropped: number;
  packed: number;
  /** With a carrier or with the buyer. */
  out: number;
  /** Neither dropped nor packed nor out. */
  open: number;
  /** Of those that are out, how many money did not go back for yet. */
  outUnrefunded: number;
  /** Of those that are out, how many did not come back yet. */
  outUnreturned: number;
  /** Of those that are out, how many did not go back on the shelf yet. */
  outUnrestocked: number;
}

const sum = <T>(items: readonly T[], amount: (item: T) => number): number =>
  items.reduce((total, item) => total + amount(item), 0);

const unitsIn = (lines: readonly LineUnits[], lineId: string): number =>
  sum(lines, (line) => (line.lineId === lineId ? line.quantity : 0));

const stateOf = ({ id, quantity }: OrderedLine, { shipments, refunds, returns }: UnitMoves): LineState => {
  const inShipments = (...statuses: Shipment["status"][]) =>
    sum(shipments, ({ status, lines }) => (statuses.includes(status) ? unitsIn(lines, id) : 0));
  const packed = inShipments("packed");
  const out = inShipments("shipped", "delivered", "picked_up");
  const refunded = refunds.flatMap(({ lines, restocked }) =>
    lines.filter(({ lineId }) => lineId === id).map((line) => ({ ...line, restocked })),
  );
  const dropped = sum(refunded, ({ unsent }) => unsent);
  const sentBack = (lines: typeof refunded) => sum(lines, (line) => line.quantity - line.unsent);
  const returned = sum(returns, ({ lines }) => unitsIn(lines, id));
  const reshelved =
    sentBack(refunded.filter(({ restocked }) => restocked)) +
    sum(returns, ({ lines, restocked }) => (restocked ? unitsIn(lines, id) : 0));
  return {
    lineId: id,
    ordered: quantity,
    ...{ dropped, packed, out },
    open: quantity - dropped - packed - out,
    outUnrefunded: out - sentBack(refunded),
    outUnreturned: out - returned,
    outUnrestocked: out - reshelved,
  };
};

/** Where the units of each line are. */
export const countUnits = (lines: readonly OrderedLine[], moves: UnitMoves): LineState[] =>
  lines.map((line) => stateOf(line, moves));

/** How far an order is, from where its units are. */
export const fulfilmentOf = (states: readonly LineState[], pickup: boolean): FulfilmentStatus => {
  const out = sum(states, (line) => line.out);
  const packed = sum(states, (line) => line.packed);
  const open = sum(states, (line) => line.open);
  if (out === 0) return packed > 0 && open === 0 ? "packed" : "unfulfilled";
  if (open + packed > 0) return "partly_fulfilled";
  return pickup ? "picked_up" : "fulfilled";
};

/** Everything that can be packed now; empty when nothing can. */
export const openUnits = (states: readonly LineState[]): LineUnits[] =>
  states.filter(({ open }) => open > 0).map(({ lineId, open }) => ({ lineId, quantity: open }));

/** Whether each of these lines has that many units to take from. A line that the order does not have has none. */
export const hasUnits = (
  states: readonly LineState[],
  lines: readonly LineUnits[],
  available: (state: LineState) => number,
): boolean =>
  lines.every(({ lineId, quantity }) => {
    const state = states.find((line) => line.lineId === lineId);
    return state !== undefined && quantity <= available(state);
  });

/** Splits units to be refunded: those not sent yet are dropped first, the others had gone out. */
export const splitRefund = (states: readonly LineState[], lines: readonly LineUnits[]): RefundedLine[] =>
  lines.map(({ lineId, quantity }) => {
    const open = states.find((line) => line.lineId === lineId)?.open ?? 0;
    return { lineId, quantity, unsent: Math.min(open, quantity) };
  });
