import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startMailbox } from "./mailbox.ts";

let dir: string;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "showdrop-mailbox-"));
  mailbox = await startMailbox({ port: 0, smtpPort: 0, dir });
});
afterAll(async () => {
  await mailbox.stop();
  await rm(dir, { recursive: true });
});

const read = async (path: string) => (await fetch(`${mailbox.url}${path}`)).text();

it("shows what was sent, as text that cannot do anything, and keeps it", async () => {
  const transport = createTransport(mailbox.smtpUrl);
  await transport.sendMail({
    from: "hello@shop.example",
    to: "Ann <ann@example.com>",
    subject: "방송이 시작됐어요 <script>",
    html: "<p>Hello <a href='https://shop.example'>there</a></p><script>alert(1)</script>",
  });
  transport.close();
  const list = await read("/");
  expect(list).toContain("방송이 시작됐어요 &lt;script&gt;");
  expect(list).toContain("to ann@example.com");
  expect(await read("/mails/1")).toContain("&lt;script&gt;alert(1)");
  const html = await fetch(`${mailbox.url}/mails/1/html`);
  expect(html.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await html.text()).toContain("<p>Hello");
  expect((await fetch(`${mailbox.url}/mails/2`)).status).toBe(404);

  await mailbox.stop();
  mailbox = await startMailbox({ port: 0, smtpPort: 0, dir });
  expect(await read("/")).toContain("to ann@example.com");
});
