import { type RecoveryCodes, routes, type SecondFactorSetup } from "@showdrop/shared";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";
import { createSeal } from "./seal.ts";

const PASSWORD = "a fine long password";
/** Codes are of steps of half a minute: the tests step from one to the next. */
const STEP_MS = 30_000;

// Not far from the true time, by which the database forgets sessions.
let now = Date.now();
const clock = { now: () => now };
let server: TestServer;
/** A further server on the same record, as a person's other browser may be connected to it. */
let other: TestServer;
beforeAll(async () => {
  server = await startTestServer({ clock });
  other = await startTestServer({ clock, database: server.config.mongo.database });
});
afterAll(() => Promise.all([server.stop(), other.stop()]));

const again = async ({ me }: Client, more: { code?: string; userAgent?: string } = {}) => {
  const client = server.visitor();
  client.me = await client.must(routes.signIn, {
    body: { email: me.email, password: PASSWORD, ...(more.code ? { code: more.code } : {}) },
    ...(more.userAgent ? { headers: { "user-agent": more.userAgent } } : {}),
  });
  return client;
};
const signIn = ({ me }: Client, given: { password?: string; code?: string } = {}) =>
  server.visitor().call(routes.signIn, { body: { email: me.email, password: PASSWORD, ...given } });
const isSignedIn = async (client: Client) => (await client.must(routes.readMe)).me !== null;
const codeOf = ({ secret }: SecondFactorSetup) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });
const actionsOf = async ({ me }: Client) => {
  const rows = await server.db
    .collection("audit_log")
    .find({ subject: `person:${me.id}` })
    .toArray();
  return rows.map(({ action, actorId }) => [action, String(actorId)]);
};

test("sessions are listed by device; one is ended, on another server's socket too (invariant 14)", async () => {
  const ann = await server.person("ann");
  now += 1_000;
  const phone = await again(ann, {
    userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
  });
  const page = await phone.connect(other.url);
  const told = new Promise<string>((resolve) => page.socket.once("person", resolve));
  const gone = new Promise((resolve) => page.socket.once("disconnect", resolve));

  const { items } = await ann.must(routes.listSessions);
  expect(items).toMatchObject([
    { device: "Safari, iPhone", current: false, signedInAt: new Date(now).toISOString() },
    { current: true },
  ]);
  const stranger = await server.person("stranger");
  const params = { sessionId: items[0]?.id ?? "" };
  expect(await stranger.call(routes.endSession, { params })).toMatchObject({ error: { code: "NOT_FOUND" } });
  expect(await isSignedIn(phone)).toBe(true);

  const at = Date.now();
  await ann.must(routes.endSession, { params });
  expect(await told).toBe("session:ended");
  await gone;
  // Not how fast it is, but what is promised: two seconds, everywhere.
  expect(Date.now() - at).toBeLessThan(2_000);
  expect(await isSignedIn(phone)).toBe(false);
  expect(await isSignedIn(ann)).toBe(true);
  expect((await ann.must(routes.listSessions)).items).toHaveLength(1);
});

test("a password is changed by who knows it; everywhere else one is signed out", async () => {
  const bob = await server.person("bob");
  const [laptop, tablet] = [await again(bob), await again(bob)];
  const change = (password: string, newPassword: string) =>
    bob.call(routes.changePassword, { body: { password, newPassword } });
  expect(await change("not the password", "seven quiet lanterns")).toMatchObject({
    error: { code: "WRONG_PASSWORD", path: "password" },
  });
  expect(await change(PASSWORD, "password123")).toMatchObject({
    error: { code: "PASSWORD_TOO_COMMON", path: "newPassword" },
  });
  expect(await isSignedIn(laptop)).toBe(true);

  expect(await change(PASSWORD, "seven quiet lanterns")).toMatchObject({ ok: true });
  expect(await Promise.all([bob, laptop, tablet].map(isSignedIn))).toEqual([true, false, false]);
  expect(await signIn(bob)).toMatchObject({ error: { code: "WRONG_CREDENTIALS" } });
  expect(await signIn(bob, { password: "seven quiet lanterns" })).toMatchObject({ ok: true });
});

test("everywhere else can be signed out at once", async () => {
  const cas = await server.person("cas");
  const others = [await again(cas), await again(cas)];
  expect(await cas.must(routes.endOtherSessions)).toEqual({ ended: 2 });
  expect(await Promise.all([cas, ...others].map(isSignedIn))).toEqual([true, false, false]);
});

test("an email is changed with the password, and to no address that somebody has", async () => {
  const [dan, eve] = [await server.person("dan"), await server.person("eve")];
  const change = (password: string, email: string) =>
    dan.call(routes.changeEmail, { body: { password, email } });
  expect(await change("not it", "new-dan@example.com")).toMatchObject({ error: { code: "WRONG_PASSWORD" } });
  expect(await change(PASSWORD, eve.me.email)).toMatchObject({
    error: { code: "EMAIL_TAKEN", path: "email" },
  });
  expect(await change(PASSWORD, "New-Dan@example.com")).toMatchObject({
    data: { email: "new-dan@example.com" },
  });
  expect(await signIn(dan)).toMatchObject({ error: { code: "WRONG_CREDENTIALS" } });
  dan.me.email = "new-dan@example.com";
  expect(await signIn(dan)).toMatchObject({ ok: true });
});

test("name, language and picture are kept with the account, and mails take the language from there", async () => {
  const fay = server.visitor();
  const body = { email: "fay@example.com", password: PASSWORD, displayName: "Fay" };
  const signedUp = await fay.must(routes.signUp, {
    body: { ...body, locale: "ko", timeZone: "Europe/Berlin" },
  });
  expect(signedUp.locale).toBe("ko");
  expect(await fay.must(routes.readPreferences)).toMatchObject({ locale: "ko", timeZone: "Europe/Berlin" });
  const edited = await fay.must(routes.editMe, {
    body: { locale: "en", displayName: " F\u202eay B\u200b " },
  });
  expect(edited).toMatchObject({ locale: "en", displayName: "Fay B" });
  expect(await fay.must(routes.readPreferences)).toMatchObject({ locale: "en", timeZone: "Europe/Berlin" });
  expect(await fay.call(routes.editMe, { body: { displayName: "\u202e" } })).toMatchObject({
    error: { code: "INVALID_INPUT", path: "displayName" },
  });
  expect(await fay.call(routes.setAvatar, { file: new Blob(["no picture"]) })).toMatchObject({
    error: { code: "IMAGE_UNSUPPORTED" },
  });
});

const turnOn = async (client: Client): Promise<{ setup: SecondFactorSetup } & RecoveryCodes> => {
  const setup = await client.must(routes.beginSecondFactor, { body: { password: PASSWORD } });
  const { recoveryCodes } = await client.must(routes.confirmSecondFactor, { body: { code: codeOf(setup) } });
  now += STEP_MS;
  return { setup, recoveryCodes };
};

test("a second factor is on once the app gave a code; signing in asks for one, and takes each once", async () => {
  const gil = await server.person("gil");
  expect(await gil.call(routes.beginSecondFactor, { body: { password: "not it" } })).toMatchObject({
    error: { code: "WRONG_PASSWORD" },
  });
  const setup = await gil.must(routes.beginSecondFactor, { body: { password: PASSWORD } });
  expect(setup.uri).toMatch(/^otpauth:\/\/totp\/Showdrop:.*secret=/);
  // Nothing changes until the app has proved that it has the secret.
  expect(await signIn(gil)).toMatchObject({ ok: true });
  const wrong = codeOf(setup) === "000000" ? "000001" : "000000";
  expect(await gil.call(routes.confirmSecondFactor, { body: { code: wrong } })).toMatchObject({
    error: { code: "WRONG_CODE" },
  });
  const first = codeOf(setup);
  const { recoveryCodes } = await gil.must(routes.confirmSecondFactor, { body: { code: first } });
  expect(new Set(recoveryCodes).size).toBe(10);
  expect(await gil.must(routes.readSecondFactor)).toMatchObject({ recoveryCodesLeft: 10 });
  expect(await gil.call(routes.beginSecondFactor, { body: { password: PASSWORD } })).toMatchObject({
    error: { code: "SECOND_FACTOR_ON" },
  });

  expect(await signIn(gil)).toMatchObject({ error: { code: "SECOND_FACTOR_REQUIRED" } });
  // Who does not have the password learns nothing of it.
  expect(await signIn(gil, { password: "not it" })).toMatchObject({ error: { code: "WRONG_CREDENTIALS" } });
  expect(await signIn(gil, { code: first })).toMatchObject({ error: { code: "WRONG_CODE" } });
  now += STEP_MS;
  const code = codeOf(setup);
  const tries = await Promise.all(Array.from({ length: 5 }, () => signIn(gil, { code })));
  expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
  // An app whose clock is one step behind is understood; what is older is not.
  now += 2 * STEP_MS;
  const late = codeOf(setup);
  now += STEP_MS;
  expect(await signIn(gil, { code: late })).toMatchObject({ ok: true });
  now += 3 * STEP_MS;
  const older = codeOf(setup);
  now += 2 * STEP_MS;
  expect(await signIn(gil, { code: older })).toMatchObject({ error: { code: "WRONG_CODE" } });
  expect(await actionsOf(gil)).toEqual([["second-factor:on", gil.me.id]]);
});

test("each recovery code signs in once; new ones make the old worth nothing", async () => {
  const hal = await server.person("hal");
  const { setup, recoveryCodes } = await turnOn(hal);
  const [one = "", two = ""] = recoveryCodes;
  expect(await signIn(hal, { code: one.toLowerCase() })).toMatchObject({ ok: true });
  expect(await signIn(hal, { code: one })).toMatchObject({ error: { code: "WRONG_CODE" } });
  expect(await hal.must(routes.readSecondFactor)).toMatchObject({ recoveryCodesLeft: 9 });
  const renewed = await hal.must(routes.renewRecoveryCodes, {
    body: { password: PASSWORD, code: codeOf(setup) },
  });
  expect(await signIn(hal, { code: two })).toMatchObject({ error: { code: "WRONG_CODE" } });
  expect(await signIn(hal, { code: renewed.recoveryCodes[0] ?? "" })).toMatchObject({ ok: true });
});

test("it is turned off with password and code alone", async () => {
  const ida = await server.person("ida");
  const { setup } = await turnOn(ida);
  const off = (password: string, code: string) =>
    ida.call(routes.removeSecondFactor, { body: { password, code } });
  expect(await off("not it", codeOf(setup))).toMatchObject({ error: { code: "WRONG_PASSWORD" } });
  expect(await off(PASSWORD, "ABCD-EFGH-IJKL-MNOP")).toMatchObject({ error: { code: "WRONG_CODE" } });
  expect(await off(PASSWORD, codeOf(setup))).toMatchObject({ ok: true });
  expect(await signIn(ida)).toMatchObject({ ok: true });
  expect((await actionsOf(ida)).map(([action]) => action)).toEqual(["second-factor:on", "second-factor:off"]);
});

test("neither the secret nor a recovery code stands in the database as it is", async () => {
  const jan = await server.person("jan");
  const { setup, recoveryCodes } = await turnOn(jan);
  const stored = JSON.stringify(await server.db.collection("secondfactors").find().toArray());
  expect(stored).toContain(jan.me.id);
  for (const secret of [
    setup.secret,
    ...recoveryCodes,
    ...recoveryCodes.map((code) => code.replaceAll("-", "")),
  ])
    expect(stored).not.toContain(secret);
});

test("guessing codes is slowed down for the guesser alone", async () => {
  const { database } = server.config.mongo;
  const strict = await startTestServer({
    clock,
    env: { RATE_LIMIT_SCALE: "1", TRUSTED_PROXIES: "1" },
    database,
  });
  try {
    const kim = await server.person("kim");
    const { setup } = await turnOn(kim);
    const from = (network: string, code: string) =>
      strict.visitor().call(routes.signIn, {
        body: { email: kim.me.email, password: PASSWORD, code },
        headers: { "x-forwarded-for": network },
      });
    const id = kim.me.id.slice(-4);
    const answers: string[] = [];
    for (let i = 0; i < 10; i++) {
      const answer = await from(`2001:db8:1:${id}::1`, "ABCDEFGHIJKLMNOP");
      answers.push(answer.ok ? "in" : answer.error.code);
    }
    expect(new Set(answers)).toEqual(new Set(["WRONG_CODE"]));
    const code = codeOf(setup);
    expect(await from(`2001:db8:1:${id}::1`, code)).toMatchObject({ error: { code: "TOO_MANY_REQUESTS" } });
    expect(await from(`2001:db8:2:${id}::1`, code)).toMatchObject({ ok: true });
  } finally {
    await strict.stop();
  }
});

test("what is sealed for one person opens for nobody else, nor under another key", () => {
  const seal = createSeal("a key of the configuration, long enough");
  const sealed = seal.close("JBSWY3DPEHPK3PXP", "ann");
  expect(seal.open(sealed, "ann")).toBe("JBSWY3DPEHPK3PXP");
  expect(seal.close("JBSWY3DPEHPK3PXP", "ann")).not.toBe(sealed);
  expect(() => seal.open(sealed, "bob")).toThrow(/authenticate/);
  expect(() => createSeal("another key, which is long enough").open(sealed, "ann")).toThrow(/authenticate/);
  const changed = `${sealed.slice(0, -2)}${sealed.endsWith("AA") ? "BB" : "AA"}`;
  expect(() => seal.open(changed, "ann")).toThrow(/authenticate/);
});
