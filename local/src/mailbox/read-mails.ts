import { z } from "zod";

const Mails = z.array(
  z.object({
    id: z.int(),
    raw: z.string(),
    email: z.object({
      subject: z.string().optional(),
      text: z.string().optional(),
      to: z.array(z.object({ address: z.string().optional() })).optional(),
    }),
  }),
);

/** What stands in the mailbox at an address, newest first. */
export const readMails = async (mailbox: string): Promise<z.infer<typeof Mails>> =>
  Mails.parse(await (await fetch(new URL("/mails.json", mailbox))).json());
