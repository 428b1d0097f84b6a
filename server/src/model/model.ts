import type { Result } from "@showdrop/shared";
import type { AsyncCommand } from "fast-check";
import type { Client } from "../testing/harness.ts";
import { expectInvariants, type Run } from "./invariants.ts";
import type { World } from "./world.ts";

/** What somebody holds or takes from the shelf, and how far they are with paying for it. */
export interface Purchase {
  /** Null: from the shelf, where nothing is held before there is an order. */
  holdId: string | null;
  owner: number;
  orderId: string | null;
  clientSecret: string | null;
  paymentId: string | null;
}

/** What a run remembers to choose its next steps by, and what answers may be compared with. */
export interface Model extends Run {
  purchases: Purchase[];
  /** Attempts that Redis remembers: "person key" to the hold, its variant and its quantity. */
  attempts: Map<string, { holdId: string; variant: number; quantity: number }>;
  /** The places in line that people were told of. */
  places: Map<number, number>;
  paused: boolean;
}
export type Command = AsyncCommand<Model, World>;

/** Steps made, over all runs. */
export const steps = { made: 0 };

export const person = ({ people }: World, index: number): Client => {
  const client = people[index];
  if (!client) throw new RangeError(`there is no person ${index}`);
  return client;
};
export const code = (result: Result<unknown>): string => (result.ok ? "ok" : result.error.code);

/** Remembers a hold, once. */
export const remember = (model: Model, owner: number, holdId: string): void => {
  if (model.purchases.some((known) => known.holdId === holdId)) return;
  model.purchases.push({ holdId, owner, orderId: null, clientSecret: null, paymentId: null });
};

/** A step, and the look at everything after it. */
export const command = (
  name: string,
  act: (model: Model, world: World) => Promise<void>,
  check: (model: Readonly<Model>) => boolean = () => true,
): Command => ({
  check,
  async run(model, world) {
    await act(model, world);
    await expectInvariants(world, model);
    steps.made += 1;
  },
  toString: () => name,
});

/** A step about a purchase that there is; `fits` says which. Without one it is left out, and does not count. */
export const onPurchase = (
  name: string,
  [server, index]: [number, number],
  fits: (purchase: Purchase) => boolean,
  act: (purchase: Purchase, model: Model, world: World, server: number) => Promise<void>,
): Command =>
  command(
    `${name}(purchase ${index}, server ${server})`,
    async (model, world) => {
      const fitting = model.purchases.filter(fits);
      const purchase = fitting[index % fitting.length];
      if (purchase) await act(purchase, model, world, server);
    },
    ({ purchases }) => purchases.some(fits),
  );
