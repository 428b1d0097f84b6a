import { type FulfilmentStatus, fulfilmentMoves, type Shipment } from "@showdrop/shared";
import fc from "fast-check";
import { expect, test } from "vitest";
import { countUnits, fulfilmentOf, type RefundedLine, splitRefund } from "./units.ts";

const lineId = "0".repeat(24);
const acts = ["pack", "send", "unpack", "refund"] as const;

test("whatever is done with its units, none is in two places, and an order only moves as the table says", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.tuple(fc.constantFrom(...acts), fc.integer({ min: 1, max: 3 })), { maxLength: 12 }),
      (ordered, steps) => {
        const shipments: Pick<Shipment, "status" | "lines">[] = [];
        const refunds: { lines: RefundedLine[]; restocked: boolean }[] = [];
        const states = () =>
          countUnits([{ id: lineId, quantity: ordered }], { shipments, refunds, returns: [] });
        let before: FulfilmentStatus = "unfulfilled";
        for (const [act, wanted] of steps) {
          const [line] = states();
          if (!line) throw new Error("one line has one state");
          const lines = (most: number) => [{ lineId, quantity: Math.min(wanted, most) }];
          const waiting = shipments.find(({ status }) => status === "packed");
          if (act === "pack" && line.open > 0) shipments.push({ status: "packed", lines: lines(line.open) });
          if (act === "send" && waiting) waiting.status = "shipped";
          if (act === "unpack" && waiting) waiting.status = "unpacked";
          const refundable = line.open + line.outUnrefunded;
          if (act === "refund" && refundable > 0)
            refunds.push({ lines: splitRefund([line], lines(refundable)), restocked: false });

          const [after] = states();
          if (!after) throw new Error("one line has one state");
          const { dropped, packed, out, open, outUnrefunded } = after;
          expect(dropped + packed + out + open).toBe(ordered);
          expect(Math.min(dropped, packed, out, open, outUnrefunded)).toBeGreaterThanOrEqual(0);
          const now = fulfilmentOf([after], false);
          const may: readonly FulfilmentStatus[] = fulfilmentMoves[before];
          if (now !== before) expect(may).toContain(now);
          before = now;
        }
      },
    ),
  );
});
