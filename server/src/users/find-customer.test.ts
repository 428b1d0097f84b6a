import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../kit/clock.ts";
import { inTransaction } from "../kit/mongo.ts";
import { randomToken } from "../kit/random.ts";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { createFindCustomer } from "./find-customer.ts";
import { createSessionStore, SESSION_SECONDS, type SessionStore } from "./sessions.store.ts";
import { createUserStore, type UserStore } from "./users.store.ts";

let server: TestServer;
let users: UserStore;
let sessions: SessionStore;
beforeAll(async () => {
  server = await startTestServer();
  users = createUserStore(server.parts.db);
  sessions = createSessionStore(server.parts.db);
});
afterAll(() => server.stop());

const signIn = async (userId: string, now = systemClock.now()): Promise<string> => {
  const token = randomToken();
  await sessions.create(userId, token, "a test", now);
  return token;
};
const account = async (displayName: string): Promise<string> => {
  const email = `${randomToken(9)}@example.com`.toLowerCase();
  const user = await users.create({ email, displayName, passwordHash: "-", createdAt: new Date() });
  if (!user) throw new Error("the email is new");
  return user.id;
};
const namesOf = async (tokens: readonly string[]) => {
  const find = createFindCustomer({ users, sessions, clock: systemClock });
  const found = await Promise.all(tokens.map((token) => find(token)));
  return found.map((customer) => customer && (customer.displayName ?? "a guest"));
};

test("of a crowd that asks at once everybody is taken for themselves, and nobody for somebody else", async () => {
  const [ada, bo, gone, away] = [
    await account("Ada"),
    await account("Bo"),
    await account("Gone"),
    await account("Away"),
  ];
  const guest = await users.createGuest(new Date(), new Date(systemClock.now() + 60_000));
  const [adas, bos, guests, gones] = [
    await signIn(ada),
    await signIn(bo),
    await signIn(guest),
    await signIn(gone),
  ];
  const ended = await signIn(ada, systemClock.now() - SESSION_SECONDS * 1000);
  const unused = await signIn(ada, systemClock.now() - 15 * 24 * 3_600_000);
  const ownerless = await signIn("0".repeat(24));
  await inTransaction(server.parts.db, (session) =>
    users.suspend(gone, { at: new Date(), reason: "a test" }, session),
  );
  const aways = await signIn(away);
  await sessions.endAllOf(away, null);

  expect(await namesOf([adas, "unknown", bos, guests, gones, ended, adas, unused, ownerless, aways])).toEqual(
    ["Ada", null, "Bo", "a guest", null, null, "Ada", null, null, null],
  );
});

test("a session that is used in a crowd is seen, and does not end for being unused", async () => {
  const userId = await account("Cy");
  const anHourAgo = systemClock.now() - 3_600_000;
  const tokens = [await signIn(userId, anHourAgo), await signIn(userId, anHourAgo)];
  expect(await namesOf(tokens)).toEqual(["Cy", "Cy"]);
  const seen = (await sessions.ofUser(userId, systemClock.now())).map(({ seenAt }) => seenAt.getTime());
  expect(seen).toHaveLength(2);
  for (const at of seen) expect(at).toBeGreaterThan(anHourAgo);
});
