import { join } from "node:path";
import { z } from "zod";
import { root } from "../kit/paths.ts";
import { freePort } from "../kit/ports.ts";
import { type OutputSink, startProcess } from "../kit/process.ts";
import { readyLine } from "../kit/ready-line.ts";
import { childEnv, foreignService, type Service, startService } from "../kit/service.ts";

/** The variables by which a server knows its mail server. */
export type MailVariables = { SMTP_URL?: string; MAIL_FROM?: string };

export type MailOptions = {
  /** Where mails are kept; without it: in memory. */
  dir?: string;
  /** Where the mailbox is looked at; without it: any that is free. */
  port?: number | undefined;
  output: OutputSink;
};

export type Mail = Service & {
  /** Where mails can be read; undefined where they really are sent. */
  readonly url: string | undefined;
  readonly variables: MailVariables;
};

const ready = z.object({ ready: z.literal(true), url: z.url(), smtpUrl: z.url() });

/** Starts the mailbox in a process of its own. */
export async function startMail({ dir, port, output }: MailOptions): Promise<Mail> {
  const [pagePort, smtpPort] = [port ?? (await freePort()), await freePort()];
  let urls = { url: "", smtpUrl: "" };
  const service = await startService("the mailbox", async () => {
    const running = await startProcess({
      name: "the mailbox",
      command: process.execPath,
      args: [
        join(root, "local", "src", "mailbox", "main.ts"),
        ...["--port", `${pagePort}`, "--smtp-port", `${smtpPort}`],
        ...(dir === undefined ? [] : ["--dir", dir]),
      ],
      env: childEnv({}),
      ready: { line: readyLine(ready) },
      output,
    });
    urls = running.ready;
    return running;
  });
  return {
    ...service,
    url: urls.url,
    variables: { SMTP_URL: urls.smtpUrl, MAIL_FROM: "Showdrop <hello@showdrop.example>" },
  };
}

/** The real mail server that these variables name. What is missing among them, the server says. */
export const foreignMail = (variables: MailVariables): Mail => ({
  ...foreignService("the mail server", "SMTP_URL"),
  url: undefined,
  variables,
});
