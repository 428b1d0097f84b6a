import { routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAuditStore } from "../audit/audit.store.ts";
import { systemClock } from "../kit/clock.ts";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";
import { startMailServer } from "../testing/mail-server.ts";
import { eventually } from "../testing/sale.ts";
import { goLive, openPage } from "../testing/stage.ts";

const DAY_MS = 24 * 3_600_000;
let now = Date.now();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ clock: { now: () => now } });
});
afterAll(() => server.stop());

const invite = (owner: Client, shopId: string, email: string, role: "manager" | "moderator" = "moderator") =>
  owner.must(routes.inviteMember, { params: { shopId }, body: { email, role } });
const accept = (client: Client, token: string) =>
  client.call(routes.acceptTeamInvitation, { body: { token } });

test("an invitation makes a member once, by its link and with its email alone; each step has one audit row (19)", async () => {
  const { owner, shop } = await goLive(server);
  const params = { shopId: shop.id };
  const [max, other] = [await server.person("max"), await server.person("other")];
  const { invitation, token } = await invite(owner, shop.id, max.me.email.toUpperCase(), "manager");
  expect(invitation).toMatchObject({ email: max.me.email, role: "manager", status: "waiting" });

  expect(await accept(other, token)).toMatchObject({ error: { code: "INVITATION_FOR_ANOTHER" } });
  const card = await other.must(routes.readTeamInvitation, { body: { token } });
  expect(card).toMatchObject({
    shop: { id: shop.id },
    role: "manager",
    invitedBy: { displayName: "owner" },
    emailHint: "m•••@example.com",
    forMe: false,
  });
  expect(JSON.stringify(card)).not.toContain(max.me.email);
  expect((await max.must(routes.readTeamInvitation, { body: { token } })).forMe).toBe(true);

  const joined = await Promise.all(Array.from({ length: 5 }, () => accept(max, token)));
  expect(joined.filter(({ ok }) => ok)).toHaveLength(1);
  for (const one of joined) if (!one.ok) expect(one.error.code).toBe("INVITATION_OVER");
  const { items } = await owner.must(routes.listMembers, { params });
  expect(items.map(({ person, email, role }) => [person.displayName, email, role])).toEqual([
    ["owner", owner.me.email, "owner"],
    ["max", max.me.email, "manager"],
  ]);
  expect((await owner.must(routes.listInvitations, { params })).items).toEqual([]);
  expect(
    await owner.call(routes.inviteMember, { params, body: { email: max.me.email, role: "moderator" } }),
  ).toMatchObject({ error: { code: "ALREADY_MEMBER", path: "email" } });

  await owner.must(routes.removeMember, { params: { ...params, userId: max.me.id } });
  expect(await max.call(routes.listMembers, { params })).toMatchObject({ error: { code: "NOT_ALLOWED" } });
  const rows = await createAuditStore(server.db, systemClock).of(`shop:${shop.id}`);
  const member = { userId: max.me.id, role: "manager" };
  expect(rows.map(({ action, actorId, before, after }) => ({ action, actorId, before, after }))).toEqual([
    {
      action: "member:add",
      actorId: owner.me.id,
      before: null,
      after: { userId: owner.me.id, role: "owner" },
    },
    {
      action: "invitation:send",
      actorId: owner.me.id,
      before: null,
      after: { email: max.me.email, role: "manager" },
    },
    { action: "member:add", actorId: max.me.id, before: null, after: { ...member, invitedBy: owner.me.id } },
    { action: "member:remove", actorId: owner.me.id, before: member, after: null },
  ]);
});

test("an email without an account is invited like any other: nobody learns who has one", async () => {
  const { owner, shop } = await goLive(server);
  const known = await server.person("known");
  const answers = [
    await invite(owner, shop.id, known.me.email),
    await invite(owner, shop.id, "unknown@example.com"),
  ];
  const shapes = answers.map(({ invitation, token }) => ({
    ...invitation,
    ...{ id: "", email: "", invitedAt: "", expiresAt: "" },
    token: token.length,
  }));
  expect(shapes[0]).toEqual(shapes[1]);
});

test("somebody who is banned does not join before the ban is lifted; the invitation waits", async () => {
  const { owner, shop, show } = await goLive(server);
  const params = { shopId: shop.id };
  const eve = await server.person("eve");
  const { token } = await invite(owner, shop.id, eve.me.email);
  await owner.must(routes.banPerson, { params, body: { userId: eve.me.id } });
  expect(await accept(eve, token)).toMatchObject({ error: { code: "INVITED_IS_BANNED" } });
  expect((await owner.must(routes.listMembers, { params })).items).toHaveLength(1);
  await owner.must(routes.unbanPerson, { params: { ...params, userId: eve.me.id } });
  expect(await accept(eve, token)).toMatchObject({ data: { shopId: shop.id, role: "moderator" } });
  const page = await openPage(eve, show.id);
  expect(await page.say("hello, team")).toMatchObject({ data: { role: "moderator" } });
  page.close();
});

test("where there is mail, the link is sent too; a mail server that is away is nobody's loss", async () => {
  const mails = await startMailServer();
  const mailing = await startTestServer({
    env: { SMTP_URL: mails.url, MAIL_FROM: "Showdrop <hello@shop.example>" },
  });
  try {
    const { owner, shop } = await goLive(mailing);
    const max = await mailing.person("max");
    const { token } = await invite(owner, shop.id, max.me.email);
    await eventually(() => expect(mails.mails).toHaveLength(1));
    const [mail] = mails.mails;
    expect(mail?.to?.[0]?.address).toBe(max.me.email);
    expect(mail?.text).toContain(`/invitation#${token}`);
    expect(mail?.text).toContain("owner 님이 Ann's 운영에 모더레이터(으)로 초대했습니다.");
    expect(mail?.html).toContain("owner invites you to help with Ann&#39;s as its moderator.");
    await mails.stop();
    const again = await invite(owner, shop.id, max.me.email);
    expect(await accept(max, again.token)).toMatchObject({ ok: true });
  } finally {
    await mailing.stop();
  }
});

test("a new link takes the place of the one before; one that is withdrawn, declined or expired leads nowhere", async () => {
  const { owner, shop } = await goLive(server);
  const params = { shopId: shop.id };
  const max = await server.person("max");
  const over = { error: { code: "INVITATION_OVER" } };
  const first = await invite(owner, shop.id, max.me.email);
  const args = { params: { ...params, invitationId: first.invitation.id } };
  const second = await owner.must(routes.resendInvitation, args);
  expect(await accept(max, first.token)).toMatchObject(over);
  expect(second.invitation.id).toBe(first.invitation.id);
  await max.must(routes.declineTeamInvitation, { body: { token: second.token } });
  expect(await accept(max, second.token)).toMatchObject(over);
  expect((await owner.must(routes.listInvitations, { params })).items).toMatchObject([
    { status: "declined" },
  ]);

  const third = await owner.must(routes.resendInvitation, args);
  now += 7 * DAY_MS;
  expect(await accept(max, third.token)).toMatchObject(over);
  expect((await owner.must(routes.listInvitations, { params })).items).toMatchObject([{ status: "expired" }]);

  const fourth = await owner.must(routes.resendInvitation, args);
  await owner.must(routes.revokeInvitation, args);
  expect(await accept(max, fourth.token)).toMatchObject(over);
  expect(await owner.call(routes.revokeInvitation, args)).toMatchObject({ error: { code: "NOT_FOUND" } });
  expect(await owner.call(routes.resendInvitation, args)).toMatchObject({ error: { code: "NOT_FOUND" } });
});
