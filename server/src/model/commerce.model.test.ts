import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { reconcile } from "../reconcile/reconcile.ts";
import { createShowStore } from "../shows/shows.store.ts";
import { anyCommands } from "./commands.ts";
import { type Model, steps } from "./model.ts";
import { type Mutation, startWorld, type World } from "./world.ts";

/** `npm run test:nightly` makes a hundred thousand. */
const STEPS = Number(process.env.MODEL_STEPS ?? 5_000);
const COMMANDS_A_RUN = 60;
/** Each step looks at everything there is: a world that grows makes them slower. */
const STEPS_A_WORLD = 500;
/** Milliseconds that a step takes at most on average, with time to spare. */
const STEP_MS = 2_000;

let world: World | undefined;
afterEach(async () => {
  await world?.stop();
  world = undefined;
});

/** Lets people, servers and the payment provider do anything in any order, until `steps.made` is `until`. */
const explore = async (on: World, until: number, crashes: boolean): Promise<void> => {
  while (steps.made < until)
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          units: fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 3 })),
          limit: fc.integer({ min: 1, max: 3 }),
          shelf: fc.integer({ min: 1, max: 4 }),
        }),
        anyCommands(crashes, COMMANDS_A_RUN),
        async ({ units, limit, shelf }, commands) => {
          const drop = await on.drop(units, limit);
          const model: Model = {
            ...{ dropId: drop.id, shelf: await on.shelf(shelf), limit, seen: new Map() },
            ...{ purchases: [], attempts: new Map(), places: new Map(), paused: false },
          };
          await fc.asyncModelRun(() => ({ model, real: on }), commands);
          if (model.paused)
            await createShowStore(on.sale.server.db).move(on.sale.show.id, ["paused"], "live", new Date());
        },
      ),
      // The fault itself belongs into the message: reports leave causes out.
      { numRuns: 10, endOnFailure: true, includeErrorInReport: true },
    );
};

test(`three servers: whatever people, banks, crashes and lost data do, in whatever order, invariants 1 to 12 hold (${STEPS} steps)`, {
  // What was found once is there.
  retry: 0,
  timeout: STEPS * STEP_MS,
}, async () => {
  const [before, began] = [steps.made, performance.now()];
  while (steps.made < before + STEPS) {
    world = await startWorld(3);
    await explore(world, Math.min(steps.made + STEPS_A_WORLD, before + STEPS), true);
    // The whole ledger, over all runs.
    expect((await reconcile(world.numbers)).differences).toEqual([]);
    await world.stop();
    world = undefined;
  }
  process.stderr.write(
    `${steps.made - before} steps in ${Math.round((performance.now() - began) / 1000)} s\n`,
  );
});

const mutations: Record<string, Mutation> = {
  "a customer may hold once more when they are at their limit": {
    ...{ script: "place.lua", from: "units + quantity >", to: "units >" },
  },
  "units are given though there are none": {
    ...{ script: "place.lua", from: "if available < quantity then", to: "if available < 0 then" },
  },
  "what comes back is not offered to whoever waits for it": {
    ...{
      script: "prelude.lua",
      from: "if not user then return end",
      to: "if user or not user then return end",
    },
  },
  "a hold that ends gives back one unit too many": {
    ...{ script: "prelude.lua", from: '"available", hold.quantity)', to: '"available", hold.quantity + 1)' },
  },
};

test.each(Object.entries(mutations))(
  "a bug in the script is caught: %s",
  async (_name, mutation) => {
    world = await startWorld(1, mutation);
    await expect(explore(world, steps.made + 2_000, false)).rejects.toThrow("Property failed");
  },
  180_000,
);
