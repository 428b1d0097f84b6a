import { routes } from "@showdrop/shared";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Db } from "../kit/mongo.ts";
import { createShowStore } from "../shows/shows.store.ts";
import { type Follower, follower, type Post, startPost } from "../testing/followers.ts";
import { startTestServer } from "../testing/harness.ts";
import { startOwnMongo } from "../testing/own-mongo.ts";
import { startOwnRedis } from "../testing/own-redis.ts";
import { eventually, type Sale, setUpSale } from "../testing/sale.ts";
import { startServerProcess } from "../testing/server-process.ts";
import { startSimulator } from "../testing/simulator.ts";

let post: Post;
beforeEach(async () => {
  post = await startPost();
});
afterEach(() => post.stop());

const mailsTo = ({ client }: Follower) =>
  post.mail.mails.filter(({ to }) => to?.some(({ address }) => address === client.me.email));

/** How the copies of what was told of a show stand in the record. */
const statesOf = async (db: Db, showId: string): Promise<string[]> =>
  (
    await db
      .collection("notifications")
      .find({ occasion: `show:${showId}` })
      .toArray()
  ).flatMap(({ sends }) => sends.map(({ state }: { state: string }) => state));

/** The shop's next show, which these people saved. */
const saved = async (
  { host, shopId, show }: Pick<Sale, "host" | "shopId" | "show">,
  people: readonly Follower[],
): Promise<string> => {
  await host.must(routes.endShow, { params: { showId: show.id } });
  const next = await host.must(routes.scheduleShow, {
    params: { shopId },
    body: { title: "Second firing", startsAt: new Date(Date.now() + 60_000).toISOString() },
  });
  for (const { client } of people)
    await client.must(routes.follow, { params: { kind: "show", id: next.id }, body: {} });
  return next.id;
};

test("killed while it sends and while it tells: everybody is told, nobody twice by what knows a copy", async () => {
  const stripe = await startSimulator();
  const server = await startServerProcess({ ...stripe.env, ...post.env });
  const sale = await setUpSale(server, stripe);
  try {
    const ann = await follower(server, post, "ann");
    const bob = await follower(server, post, "bob");
    const showId = await saved(sale, [ann, bob]);
    bob.browser.answers.push("hang");
    await sale.host.must(routes.startShow, { params: { showId } });
    const rows = server.db.collection("notifications");
    const states = () => statesOf(server.db, showId);
    await eventually(() => expect(bob.browser.received).toHaveLength(1));
    await eventually(async () =>
      expect((await states()).toSorted()).toEqual(["due", "sent", "sent", "sent"]),
    );

    await server.end("SIGKILL");
    // The time of the claim that it died with is over; and it had not yet noted how far it had told.
    await rows.updateMany({ dueAt: { $exists: true } }, { $set: { dueAt: new Date(0) } });
    await server.db
      .collection("occasions")
      .updateMany({}, { $set: { done: false, place: { audience: 0, after: null } } });
    await server.db.collection("leases").updateMany({}, { $set: { until: new Date(0) } });
    await server.start();

    await eventually(async () => expect(await states()).toEqual(["sent", "sent", "sent", "sent"]));
    await eventually(async () =>
      expect(await server.db.collection("occasions").countDocuments({ done: false })).toBe(0),
    );
    expect([ann.browser.received.length, mailsTo(ann).length, mailsTo(bob).length]).toEqual([1, 1, 1]);
    // The one copy whose answer never came is sent a second time, and the browser knows it by its tag.
    expect(bob.browser.received).toHaveLength(2);
    expect(new Set(bob.browser.received.map(({ payload }) => payload.tag)).size).toBe(1);
    expect(new Set(bob.browser.received.map(({ headers }) => headers.topic)).size).toBe(1);
    for (const { client } of [ann, bob])
      expect((await client.must(routes.listNotifications)).items).toHaveLength(1);
  } finally {
    await sale.stop();
  }
}, 60_000);

test("Redis is away, and MongoDB is killed in the middle: everybody is told all the same", async () => {
  const [stripe, redis, mongo] = await Promise.all([startSimulator(), startOwnRedis(), startOwnMongo()]);
  let ahead = 0;
  const server = await startTestServer({
    env: { ...stripe.env, ...post.env, REDIS_URL: redis.url, MONGODB_URI: mongo.uri },
    clock: { now: () => Date.now() + ahead },
  });
  const sale = await setUpSale(server, stripe);
  try {
    const people = await Promise.all(["ann", "bob", "cat"].map((name) => follower(server, post, name)));
    const [ann, bob, cat] = people;
    if (!ann || !bob || !cat) throw new Error("three people came");
    const showId = await saved(sale, people);
    bob.browser.answers.push("hang");
    await redis.kill();
    // Whoever started it had their answer before Redis went away.
    await createShowStore(server.db).move(showId, ["scheduled"], "live", new Date(Date.now() + ahead));
    await eventually(() => expect(bob.browser.received).toHaveLength(1));
    await eventually(() => expect([ann, cat].map(({ browser }) => browser.received.length)).toEqual([1, 1]));
    await eventually(() => expect(people.map((person) => mailsTo(person).length)).toEqual([1, 1, 1]));
    // What was sent is noted a moment later; what is not noted yet would rightly be sent again.
    await eventually(async () =>
      expect((await statesOf(server.db, showId)).toSorted()).toEqual([
        "due",
        "sent",
        "sent",
        "sent",
        "sent",
        "sent",
      ]),
    );

    await mongo.kill();
    await mongo.start();
    ahead += 60_000;
    await eventually(() => expect(bob.browser.received).toHaveLength(2), 30_000);
    await redis.start("nothing");
    await eventually(async () =>
      expect((await bob.client.must(routes.listNotifications)).items).toHaveLength(1),
    );
    expect([ann, cat].map(({ browser }) => browser.received.length)).toEqual([1, 1]);
    expect(people.map((person) => mailsTo(person).length)).toEqual([1, 1, 1]);
  } finally {
    await sale.stop();
    await Promise.all([redis.stop(), mongo.stop()]);
  }
}, 90_000);
