import { type CommandName, commands, type Result } from "@showdrop/shared";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askPoll, giveAway, snapshotOf } from "../testing/asking.ts";
import { startTestServer, type TestServer, type TestSocket } from "../testing/harness.ts";
import { startOwnRedis } from "../testing/redis.ts";
import { goLive, openPage, type Page, type Stage } from "../testing/stage.ts";

let server: TestServer;
let stage: Stage;
let other: Stage;
let watch: Page;
beforeAll(async () => {
  server = await startTestServer();
  stage = await goLive(server);
  other = await goLive(server);
  watch = await openPage(stage.owner, stage.show.id);
});
afterAll(async () => {
  watch.close();
  await server.stop();
});

const names = Object.keys(commands) as CommandName[];
const fieldsOf = (name: CommandName): string[] => Object.keys(commands[name].input.shape);

/** Whatever JSON can say, and what breaks programs: operators, prototypes, huge and tiny things, wrong kinds. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    { $ne: null },
    { $gt: "" },
    JSON.parse('{"__proto__":{"admin":true}}'),
    [],
    [[[]]],
    "",
    "\u0000",
    "\u202e‮\u200b",
    "x".repeat(2_000),
    -1,
    1.5,
    1e308,
    true,
    null,
    "f".repeat(24),
    "../../etc/passwd",
  ),
);

/** Inputs of one command: most have its fields, some of them right, so that more than the first check is reached. */
const inputsOf = (name: CommandName): fc.Arbitrary<unknown> => {
  const right = (field: string): unknown =>
    field === "showId" ? fc.sample(fc.constantFrom(stage.show.id, other.show.id), 1)[0] : "12345678";
  const fields = fieldsOf(name).map((field): [string, fc.Arbitrary<unknown>] => [
    field,
    fc.oneof(
      anything,
      fc.constant(null).map(() => right(field)),
    ),
  ]);
  return fc.oneof(
    { weight: 4, arbitrary: fc.record(Object.fromEntries(fields), { requiredKeys: [] }) },
    { weight: 1, arbitrary: anything },
    { weight: 1, arbitrary: fc.record({ ...Object.fromEntries(fields), extra: anything }) },
  );
};

const ask = async (page: TestSocket, name: string, ...args: unknown[]): Promise<Result<unknown>> => {
  const answer: unknown = await page.socket.timeout(10_000).emitWithAck(name, ...args);
  return answer as Result<unknown>;
};
/** The server lives and serves others. */
const goesOn = async (): Promise<void> => {
  expect(await ask(watch, "clock:read", {})).toMatchObject({ ok: true });
};

test.each(names)(
  "%s answers whatever it is given, to a visitor and to a person, and never with a fault",
  async (name) => {
    const [visitor, person] = [
      await server.visitor().connect(),
      await (await server.person("eve")).connect(),
    ];
    const property = fc.asyncProperty(inputsOf(name), async (input) => {
      for (const page of [visitor, person]) {
        const answer = await ask(page, name, input);
        if (!answer.ok) expect(answer.error.code).not.toMatch(/INTERNAL|UNAVAILABLE/);
      }
    });
    await fc.assert(property, { numRuns: 60 });
    await goesOn();
    visitor.close();
    person.close();
  },
  60_000,
);

test.each(names)("%s refuses fields that it does not know, and a missing argument", async (name) => {
  const page = await (await server.person("eve")).connect();
  const extra = Object.fromEntries([...fieldsOf(name), "isAdmin"].map((field) => [field, "12345678"]));
  expect(await ask(page, name, extra)).toMatchObject({ ok: false, error: { code: "INVALID_INPUT" } });
  expect(await ask(page, name)).toMatchObject({ ok: false, error: { code: "INVALID_INPUT" } });
  page.close();
});

test.each(names)("%s takes no more than 16 kB: the socket is cut, the others go on", async (name) => {
  const page = await server.visitor().connect();
  const gone = new Promise((resolve) => void page.socket.once("disconnect", resolve));
  page.socket.emit(name, { showId: stage.show.id, text: "x".repeat(17 * 1024) });
  expect(await gone).toMatch(/transport/);
  await goesOn();
});

const garbage: (string | Uint8Array<ArrayBuffer>)[] = [
  "",
  "4",
  "42",
  "42[",
  '42["show:join"',
  '42["show:join",{"_placeholder":true,"num":0}]',
  '451-["show:join",{"_placeholder":true,"num":0}]',
  '45999999-["show:join"]',
  "42{}",
  "42[null]",
  "42[[]]",
  '42["connect"]',
  '42["disconnect"]',
  '42["error",{}]',
  "43[]",
  '43999["x"]',
  "41",
  "44{}",
  "40/admin,",
  '40{"token":"x"}',
  "9",
  "2probe",
  "5",
  "6",
  "\u0000",
  new Uint8Array([1, 2, 3]),
  new Uint8Array(1_000),
];

test("packets of no known form end the socket that sent them, or nothing", async () => {
  const url = `${server.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
  for (const packet of garbage) {
    const socket = new WebSocket(url);
    const over = new Promise<void>((resolve) => {
      socket.onclose = () => resolve();
      socket.onmessage = ({ data }) => {
        if (String(data).startsWith("0")) socket.send("40");
        else if (String(data).startsWith("40")) {
          socket.send(packet);
          // Answered when it was survived.
          socket.send('421["clock:read",{}]');
        } else if (String(data).startsWith("431")) resolve();
      };
    });
    await over;
    socket.close();
    await goesOn();
  }
});

test("a flood of every command is answered with refusals, then not at all, then cut; others go on", async () => {
  const redis = await startOwnRedis();
  const strict = await startTestServer({ env: { RATE_LIMIT_SCALE: "1", REDIS_URL: redis.url } });
  try {
    for (const name of names) {
      const page = await strict.visitor().connect();
      const refused: string[] = [];
      const gone = new Promise((resolve) => void page.socket.once("disconnect", resolve));
      for (let i = 0; i < 400; i++)
        page.socket.emit(name, {}, (answer: Result<unknown>) => {
          if (!answer.ok && answer.error.code === "TOO_MANY_REQUESTS") refused.push(answer.error.code);
        });
      await gone;
      expect(refused.length).toBeLessThanOrEqual(10);
    }
    expect(await ask(await strict.visitor().connect(), "clock:read", {})).toMatchObject({ ok: true });
  } finally {
    await strict.stop();
    await redis.kill();
  }
}, 60_000);

test("things of one show do not exist under another's name, for those who may enter both", async () => {
  const eve = await openPage(await server.person("eve"), stage.show.id);
  const asked = await openPage(await server.person("ann"), other.show.id);
  const poll = await askPoll(other);
  const giveaway = await giveAway(other);
  await asked.say("is it dishwasher safe?");
  const { data: said } = await asked.hears("chat:posted");
  const showId = stage.show.id;
  const tried = [
    await eve.request("poll:vote", { showId, pollId: poll.id, answer: 0 }),
    await eve.request("giveaway:enter", { showId, giveawayId: giveaway.id }),
    await eve.request("question:upvote", { showId, questionId: said.id, up: true }),
    await eve.request("chat:post", { showId, text: "to you", replyTo: said.id, key: "12345678" }),
  ];
  expect(tried.map((answer) => answer.ok || answer.error.code)).toEqual([
    ...["NOT_FOUND", "NOT_FOUND", "QUESTION_GONE", "MESSAGE_GONE"],
  ]);
  const { poll: kept, giveaway: open } = await snapshotOf(asked, other.show.id);
  expect([kept?.counts, open?.entries]).toEqual([[0, 0, 0], 0]);
  // A visitor may look, and no more.
  const visitor = await openPage(server.visitor(), other.show.id);
  const asVisitor = { showId: other.show.id, questionId: said.id, up: true };
  expect(await visitor.request("question:upvote", asVisitor)).toMatchObject({
    error: { code: "SIGN_IN_REQUIRED" },
  });
  for (const page of [eve, asked, visitor]) page.close();
});

test("a command without the right to it changes nothing in another's show", async () => {
  const eve = await openPage(await server.person("eve"), other.show.id);
  const before = watch.entries.length;
  for (const name of names) {
    // A person who is in one show names another, and things of the one in the other.
    const input = Object.fromEntries(
      fieldsOf(name).map((field) => [field, field === "showId" ? stage.show.id : other.show.id]),
    );
    const answer = await ask(eve, name, input);
    if (!answer.ok) expect(answer.error.code).not.toBe("INTERNAL");
  }
  await goesOn();
  const told = watch.entries.slice(before).map(({ event }) => event);
  // Whoever may watch may chat: nothing else happened there.
  expect(told.filter((event) => !event.startsWith("chat:"))).toEqual([]);
  eve.close();
});
