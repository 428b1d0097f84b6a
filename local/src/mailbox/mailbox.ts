import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { SMTPServer } from "smtp-server";
import { openMails } from "./mails.ts";
import { htmlPage, listPage, mailPage } from "./pages.ts";

export type MailboxOptions = {
  /** Where the mailbox is looked at. */
  port: number;
  smtpPort: number;
  /** Where mails are kept; without it: in memory. */
  dir?: string | undefined;
};

/** Larger than anything that Showdrop writes. */
const MAX_MAIL_BYTES = 1024 * 1024;

/** Takes mails by SMTP and shows them on a page; it sends nothing on. Listens on this machine alone. */
export async function startMailbox({ port, smtpPort, dir }: MailboxOptions) {
  const mails = await openMails(dir);

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    size: MAX_MAIL_BYTES,
    // Milliseconds that open connections keep a stop waiting.
    closeTimeout: 200,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.once("end", () => {
        if (stream.sizeExceeded)
          return done(Object.assign(new Error("this mail is too large"), { responseCode: 552 }));
        mails.add(Buffer.concat(chunks)).then(() => done(), done);
      });
    },
  });
  const listening = once(smtp.server, "listening");
  smtp.listen(smtpPort, "127.0.0.1");
  await listening;

  const app = express();
  app.disable("x-powered-by");
  app.use((_req, res, next) => {
    res.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'");
    next();
  });
  app.get("/", (_req, res) => void res.send(listPage(mails.list())));
  app.get("/mails.json", (_req, res) => void res.json(mails.list()));
  app.get("/mails/:id", (req, res) => {
    const mail = mails.find(Number(req.params.id));
    if (mail) res.send(mailPage(mail));
    else res.status(404).send("There is no such mail.");
  });
  app.get("/mails/:id/html", (req, res) => {
    const mail = mails.find(Number(req.params.id));
    if (mail) res.send(htmlPage(mail));
    else res.status(404).send("There is no such mail.");
  });
  const http = createServer(app).listen(port, "127.0.0.1");
  await once(http, "listening");

  return {
    url: `http://localhost:${(http.address() as AddressInfo).port}`,
    smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    async stop(): Promise<void> {
      http.close();
      http.closeAllConnections();
      await new Promise<void>((stopped) => smtp.close(() => stopped()));
    },
  };
}
