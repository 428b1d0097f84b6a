import { once } from "node:events";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { freePort } from "./child.ts";

export interface MailServer {
  url: string;
  /** Mails that were taken, the first first. */
  mails: (Email & { raw: string })[];
  /** What the next mails are answered with instead of being taken; 421 also breaks the connection off. */
  refusals: number[];
  stop(): Promise<void>;
  /** Listens again, at the same address. */
  start(): Promise<void>;
}

/** An SMTP server on this machine that keeps what it is given. */
export const startMailServer = async (): Promise<MailServer> => {
  const port = await freePort();
  const mails: MailServer["mails"] = [];
  const refusals: number[] = [];

  const launch = async (): Promise<SMTPServer> => {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      // Milliseconds that open connections keep a stop waiting.
      closeTimeout: 100,
      onData(stream, _session, done) {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.once("end", () => {
          const code = refusals.shift();
          if (code !== undefined)
            return done(Object.assign(new Error(`refused with ${code}`), { responseCode: code }));
          const raw = Buffer.concat(chunks);
          PostalMime.parse(raw).then((mail) => {
            mails.push({ ...mail, raw: raw.toString("utf8") });
            done();
          }, done);
        });
      },
    });
    const listening = once(server.server, "listening");
    server.listen(port, "127.0.0.1");
    await listening;
    return server;
  };
  let server = await launch();
  return {
    url: `smtp://127.0.0.1:${port}`,
    ...{ mails, refusals },
    stop: () => new Promise((stopped) => server.close(() => stopped())),
    async start() {
      server = await launch();
    },
  };
};
