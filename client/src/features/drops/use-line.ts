import { type Drop, type Hold, holdRoutes, type Refusal, type WaitChange } from "@showdrop/shared";
import { useState } from "react";
import { call } from "../../lib/api.ts";

export interface Line {
  join: (drop: Drop, variantId: string) => Promise<void>;
  leave: (drop: Drop) => Promise<void>;
  /** Lets go of units that were offered, for the next in line. */
  pass: (hold: Hold) => Promise<void>;
  /** The drop whose line is being asked. */
  busy: string | null;
  refusal: { dropId: string; refusal: Refusal } | null;
}

interface Adopt {
  wait: (change: WaitChange) => void;
  hold: (hold: Hold) => void;
}

/** Standing in a drop's line. Each step may be repeated without harm: a person has one place, and leaves it once. */
export function useLine(adopt: Adopt): Line {
  const [busy, setBusy] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Line["refusal"]>(null);
  const during = async (dropId: string, work: () => Promise<Refusal | null>): Promise<void> => {
    if (busy) return;
    setBusy(dropId);
    setRefusal(null);
    const refused = await work();
    setBusy(null);
    if (refused) setRefusal({ dropId, refusal: refused });
  };
  return {
    busy,
    refusal,
    join: (drop, variantId) =>
      during(drop.id, async () => {
        const body = { variantId, quantity: 1 };
        const joined = await call(holdRoutes.joinLine, { params: { dropId: drop.id }, body });
        if (!joined.ok) return joined.error;
        adopt.wait({ showId: drop.showId, dropId: drop.id, wait: joined.data });
        return null;
      }),
    leave: (drop) =>
      during(drop.id, async () => {
        const left = await call(holdRoutes.leaveLine, { params: { dropId: drop.id } });
        if (!left.ok) return left.error;
        adopt.wait({ showId: drop.showId, dropId: drop.id, wait: null });
        return null;
      }),
    pass: (hold) =>
      during(hold.dropId, async () => {
        const released = await call(holdRoutes.releaseHold, { params: { holdId: hold.id } });
        if (!released.ok) return released.error;
        adopt.hold(released.data);
        return null;
      }),
  };
}
