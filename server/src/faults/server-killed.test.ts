import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { randomToken } from "../kit/random.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { goLive, openPage } from "../testing/stage.ts";
import { openViewer, type Viewer } from "../testing/viewers.ts";

const VIEWERS = 1_000;
/** Less than a snapshot holds, so that whoever comes back has read all of it. */
const LINES = 90;

let servers: [ServerProcess, ServerProcess];
let viewers: Viewer[] = [];
beforeAll(async () => {
  const database = `test-${randomToken(6)}`;
  // Fewer than come back at once, so that some are asked to wait.
  const env = { JOINS_PER_SECOND: "200" };
  servers = [await startServerProcess(env, database), await startServerProcess(env, database)];
});
afterAll(async () => {
  for (const viewer of viewers) viewer.close();
  await Promise.all(servers.map((server) => server.stop()));
});

test(`one of two servers is killed under ${VIEWERS} viewers: all are back on the other, and nobody misses what others saw (invariant 13)`, async () => {
  const [first, second] = servers;
  const { owner, show } = await goLive(second);
  const [doomed, host] = [await openPage(await first.person("ann"), show.id), await openPage(owner, show.id)];
  const urls = [first.url, second.url];
  viewers = Array.from({ length: VIEWERS }, (_, i) =>
    openViewer(i % 2 === 0 ? urls : urls.toReversed(), show.id),
  );
  const allIn = () => expect(viewers.filter((viewer) => !viewer.isIn()).length).toBe(0);
  await vi.waitFor(allIn, { timeout: 60_000, interval: 100 });

  // Lines over both servers, some of them on their way when the one dies.
  let killed: Promise<unknown> = Promise.resolve();
  const acknowledged: string[] = [];
  for (let line = 0; line < LINES; line++) {
    const text = `line ${line}`;
    if (line === LINES / 3) {
      void doomed.say(text).catch(() => undefined);
      killed = first.end("SIGKILL");
    } else if ((await (line < LINES / 3 && line % 2 === 0 ? doomed : host).say(text)).ok)
      acknowledged.push(text);
  }
  await killed;
  await vi.waitFor(allIn, { timeout: 60_000, interval: 100 });
  await host.say("all back?");

  const newest = async () => {
    const snapshot = await host.request("show:join", { showId: show.id });
    if (!snapshot.ok) throw new Error(snapshot.error.code);
    return snapshot.data;
  };
  const { seq, messages } = await newest();
  await vi.waitFor(() => expect(viewers.filter((viewer) => viewer.seq() < seq).length).toBe(0), {
    timeout: 30_000,
    interval: 100,
  });
  // What the log kept is what everybody read, those of the server that died and those of the other.
  const said = messages.map(({ text }) => text);
  expect(acknowledged.length).toBeGreaterThan((2 * LINES) / 3);
  expect(said).toEqual(expect.arrayContaining([...acknowledged, "all back?"]));
  const read = new Set(viewers.map((viewer) => [...viewer.texts().values()].sort().join("|")));
  expect([...read]).toEqual([said.toSorted().join("|")]);
  // Those who stayed asked anew for what died on its way at most.
  const stayed = viewers.filter((_, i) => i % 2 === 1);
  expect(Math.max(...stayed.map((viewer) => viewer.snapshots()))).toBeLessThanOrEqual(2);
  // Those of the server that died count until their lease is over, and then nobody counts twice.
  await host.sees(VIEWERS);
}, 240_000);
