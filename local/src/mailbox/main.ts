// The mailbox in a process of its own: node local/src/mailbox/main.ts --port 8082 --smtp-port 2525 [--dir FOLDER]
import { parseArgs } from "node:util";
import { z } from "zod";
import { startMailbox } from "./mailbox.ts";

const port = z.coerce.number().int().min(0).max(65_535);
const options = z.strictObject({
  port,
  "smtp-port": port,
  dir: z.string().min(1).optional(),
});

const type = { type: "string" } as const;
const given = options.parse(parseArgs({ options: { port: type, "smtp-port": type, dir: type } }).values);
const mailbox = await startMailbox({
  port: given.port,
  smtpPort: given["smtp-port"],
  dir: given.dir,
}).catch((fault: NodeJS.ErrnoException) => {
  console.error(`The mailbox cannot start: ${fault.message}`);
  process.exit(1);
});

for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => void mailbox.stop().then(() => process.exit(0)));
console.log(JSON.stringify({ ready: true, url: mailbox.url, smtpUrl: mailbox.smtpUrl }));
