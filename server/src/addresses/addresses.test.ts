import { MAX_SAVED_ADDRESSES, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { address } from "../testing/sale.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const at = (line1: string) => ({ ...address, line1 });

test("the first kept address is the default, another may become it, and the one before follows a deleted one", async () => {
  const ann = await server.person("ann");
  const list = async () =>
    (await ann.must(routes.listAddresses)).items.map(({ address: { line1 }, isDefault }) => [
      line1,
      isDefault,
    ]);
  const home = await ann.must(routes.addAddress, { body: { address: at("Home") } });
  expect(home.isDefault).toBe(true);
  const work = await ann.must(routes.addAddress, { body: { address: at("Work"), isDefault: true } });
  await ann.must(routes.addAddress, { body: { address: at("Parents") } });
  expect(await list()).toEqual([
    ["Work", true],
    ["Home", false],
    ["Parents", false],
  ]);
  await ann.must(routes.editAddress, {
    params: { addressId: home.id },
    body: { address: at("New home"), isDefault: true },
  });
  await ann.must(routes.removeAddress, { params: { addressId: home.id } });
  expect(await list()).toEqual([
    ["Work", true],
    ["Parents", false],
  ]);
  // The same again is kept once.
  expect((await ann.must(routes.addAddress, { body: { address: at("Work") } })).id).toBe(work.id);
  expect(await list()).toHaveLength(2);
});

test("nobody else reads, changes or deletes it (invariant 18), and nobody keeps too many", async () => {
  const [ann, bob] = await Promise.all([server.person("ann"), server.person("bob")]);
  const { id: addressId } = await ann.must(routes.addAddress, { body: { address } });
  expect((await bob.must(routes.listAddresses)).items).toEqual([]);
  const missing = { ok: false, error: { code: "NOT_FOUND" } };
  expect(
    await bob.call(routes.editAddress, { params: { addressId }, body: { address: at("Mine now") } }),
  ).toMatchObject(missing);
  expect(await bob.call(routes.removeAddress, { params: { addressId } })).toMatchObject(missing);
  for (let n = 1; n < MAX_SAVED_ADDRESSES; n++)
    await ann.must(routes.addAddress, { body: { address: at(`Street ${n}`) } });
  expect(await ann.call(routes.addAddress, { body: { address: at("One more") } })).toMatchObject({
    ok: false,
    error: { code: "ADDRESSES_FULL" },
  });
  expect((await ann.must(routes.listAddresses)).items[0]?.address).toEqual(address);
});
