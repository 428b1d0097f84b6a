import type { LineUnits, Order, OrderDetails } from "@showdrop/shared";

type Line = Order["lines"][number];

/** Where a line's units are, as far as the team can act on them. */
export interface UnitsOfLine {
  line: Line;
  /** Not packed, sent or refunded. */
  open: number;
  /** Money did not go back for them, and they are not in a parcel that waits. */
  refundable: number;
  /** Refunded so far. */
  refunded: number;
  /** With the buyer or on their way, and not known to have come back. */
  returnable: number;
}

const count = (groups: readonly { lines: readonly LineUnits[] }[], lineId: string): number =>
  groups
    .flatMap(({ lines }) => lines)
    .reduce((sum, line) => (line.lineId === lineId ? sum + line.quantity : sum), 0);

/** Counts each line's units. The server decides; this is for what to offer. */
export const unitStates = (order: Order, details: OrderDetails): UnitsOfLine[] =>
  order.lines.map((line) => {
    const { shipments, returns } = details;
    const packed = count(
      shipments.filter(({ status }) => status === "packed"),
      line.id,
    );
    const out = count(
      shipments.filter(({ status }) => status !== "packed" && status !== "unpacked"),
      line.id,
    );
    const refunded = count(
      details.refunds.filter(({ status }) => status !== "failed"),
      line.id,
    );
    // Those not sent yet are refunded first.
    const open = Math.max(0, line.quantity - packed - out - refunded);
    return {
      line,
      open,
      refundable: Math.max(0, line.quantity - packed - refunded),
      refunded,
      returnable: Math.max(0, out - count(returns, line.id)),
    };
  });

/**
 * What is paid back for some units of a line: its share of what was paid for it, so that the shares of all units add up to
 * the whole. In minor units.
 */
export const shareOf = (
  { line, refunded }: Pick<UnitsOfLine, "line" | "refunded">,
  units: number,
): number => {
  const upTo = (quantity: number): number =>
    Math.floor((line.totals.total.amount * quantity) / line.quantity);
  return upTo(Math.min(line.quantity, refunded + units)) - upTo(refunded);
};

/** What was given back so far, pending ones included, in minor units. */
export const refundedSoFar = ({ refunds }: OrderDetails): number =>
  refunds.filter(({ status }) => status !== "failed").reduce((sum, { amount }) => sum + amount.amount, 0);
