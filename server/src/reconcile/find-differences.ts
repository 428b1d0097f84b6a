import type { Difference } from "@showdrop/shared";

/** The units of one variant in one drop, as the drop's record has them. */
export interface DropAccountRow {
  dropId: string;
  variantId: string;
  allocated: number;
  reserved: number;
  committed: number;
  /** Nothing of it is for sale any more, and Redis need not know it. */
  settled: boolean;
}

/** Units of one variant in one order. */
export interface OrderAccountRow {
  orderId: string;
  variantId: string;
  /** Null for what was not taken from a drop. */
  dropId: string | null;
  quantity: number;
  /** `open`: its payment is under way. `sold`: it was paid for, refunded or not. */
  state: "open" | "sold" | "over";
}

/** What the ledger says, summed up. */
export interface LedgerSums {
  entries: number;
  /** Of each variant: what is available, and the sum of all changes. */
  variants: ReadonlyMap<string, { available: number; sum: number }>;
  /** Units that went into a drop and did not come back, under `poolKey`. */
  allocated: ReadonlyMap<string, number>;
  /** Units noted as sold in an order, under `poolKey` of the order. */
  committed: ReadonlyMap<string, number>;
}

/** What Redis admits by, of one variant in one drop. */
export interface CountedRow {
  dropId: string;
  variantId: string;
  allocated: number;
  available: number;
  held: number;
  quarantined: number;
  committed: number;
}

/** Everything that has to agree. */
export interface Accounts {
  ledger: LedgerSums;
  drops: readonly DropAccountRow[];
  orders: readonly OrderAccountRow[];
  counted: readonly CountedRow[];
}

/** A drop's or an order's part that is one variant's. */
export const poolKey = (id: string, variantId: string): string => `${id} ${variantId}`;

const sumBy = <T>(
  rows: readonly T[],
  key: (row: T) => string,
  units: (row: T) => number,
): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(key(row), (sums.get(key(row)) ?? 0) + units(row));
  return sums;
};

/** What does not agree with what. Nothing here knows where the numbers come from. */
export const findDifferences = ({ ledger, drops, orders, counted }: Accounts): Difference[] => {
  const found: Difference[] = [];
  const expect = (kind: Difference["kind"], subjectId: string, expected: number, is: number): void => {
    if (expected !== is) found.push({ kind, subjectId, expected, found: is });
  };
  for (const [variantId, { available, sum }] of ledger.variants) expect("stock", variantId, sum, available);

  const ofDrops = orders.filter(({ dropId }) => dropId !== null);
  const inDrops = (state: OrderAccountRow["state"]): Map<string, number> =>
    sumBy(
      ofDrops.filter((order) => order.state === state),
      ({ dropId, variantId }) => poolKey(dropId ?? "", variantId),
      ({ quantity }) => quantity,
    );
  const [open, sold] = [inDrops("open"), inDrops("sold")];
  for (const { dropId, variantId, allocated, reserved, committed } of drops) {
    const key = poolKey(dropId, variantId);
    expect("allocated", dropId, ledger.allocated.get(key) ?? 0, allocated);
    expect("reserved", dropId, open.get(key) ?? 0, reserved);
    expect("committed", dropId, sold.get(key) ?? 0, committed);
  }

  const bought = sumBy(
    orders.filter(({ state }) => state === "sold"),
    ({ orderId, variantId }) => poolKey(orderId, variantId),
    ({ quantity }) => quantity,
  );
  for (const key of new Set([...bought.keys(), ...ledger.committed.keys()])) {
    const [orderId = ""] = key.split(" ");
    expect("ledger_committed", orderId, bought.get(key) ?? 0, ledger.committed.get(key) ?? 0);
  }

  const records = new Map(drops.map((drop) => [poolKey(drop.dropId, drop.variantId), drop]));
  for (const { dropId, variantId, allocated, available, held, quarantined, committed } of counted) {
    const record = records.get(poolKey(dropId, variantId));
    if (!record) continue;
    expect("counted_sum", dropId, allocated, available + held + quarantined + committed);
    expect("counted_allocated", dropId, record.allocated, allocated);
    expect("counted_committed", dropId, record.committed, committed);
    // Redis alone knows holds that have no order yet, so it may count more as held, never fewer.
    if (held + quarantined < record.reserved)
      found.push({
        kind: "counted_held",
        subjectId: dropId,
        expected: record.reserved,
        found: held + quarantined,
      });
  }
  return found;
};

const nameOf = ({ kind, subjectId, expected, found }: Difference): string =>
  `${kind} ${subjectId} ${found - expected}`;

/**
 * The differences that are in every one of several looks. While people buy, the record and Redis are read one after the
 * other and are never quite of the same moment; what is wrong stays wrong by as much.
 */
export const lasting = (looks: readonly (readonly Difference[])[]): Difference[] => {
  const [last = [], ...before] = looks.toReversed();
  return last.filter((difference) =>
    before.every((look) => look.some((other) => nameOf(other) === nameOf(difference))),
  );
};
