import { type Result, routes, type Wait } from "@showdrop/shared";
import { expect } from "vitest";
import { type Command, command, type Model, person, remember } from "./model.ts";

/** Whoever was told of a place keeps it while they stand in line, whatever becomes of Redis. */
const expectPlace = (model: Model, owner: number, wait: Wait | undefined): void => {
  const number = wait?.place?.number;
  const known = model.places.get(owner);
  if (number === undefined) model.places.delete(owner);
  else expect(number, `place of person ${owner}`).toBe(known ?? number);
};

/** Stands in line for what comes back; twice at once gives one place. */
export const joinLine = (
  owner: number,
  variant: number,
  quantity: number,
  servers: readonly number[],
): Command =>
  command(
    `join the line(person ${owner}, ${quantity} of variant ${variant}, servers ${servers})`,
    async (model, world) => {
      const results: Result<Wait>[] = await Promise.all(
        servers.map((server) =>
          world.call(server, person(world, owner), routes.joinLine, {
            params: { dropId: model.dropId },
            body: { variantId: world.variantIds[variant] ?? "", quantity },
          }),
        ),
      );
      const numbers = new Set(results.flatMap((result) => (result.ok && result.data.place?.number) || []));
      const [number] = numbers;
      // Their turn may have come before, or come and be over between the two: then it is another place.
      if (number !== undefined && numbers.size === 1) model.places.set(owner, number);
      else model.places.delete(owner);
    },
  );

export const leaveLine = (owner: number, server: number): Command =>
  command(`leave the line(person ${owner}, server ${server})`, async (model, world) => {
    const left = await world.call(server, person(world, owner), routes.leaveLine, {
      params: { dropId: model.dropId },
    });
    if (left.ok) model.places.delete(owner);
  });

/** Looks at what is theirs: units that came by turn in line can be paid for from here on. */
export const lookAtMine = (owner: number, server: number): Command =>
  command(`look at what is theirs(person ${owner}, server ${server})`, async (model, world) => {
    const params = { showId: world.sale.show.id };
    const holds = await world.call(server, person(world, owner), routes.listMyHolds, { params });
    if (holds.ok)
      for (const { id, dropId } of holds.data.items) if (dropId === model.dropId) remember(model, owner, id);
    const waits = await world.call(server, person(world, owner), routes.listMyWaits, { params });
    if (waits.ok)
      expectPlace(
        model,
        owner,
        waits.data.items.find(({ dropId }) => dropId === model.dropId),
      );
  });
