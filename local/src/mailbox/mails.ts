import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import PostalMime, { type Email } from "postal-mime";

/** A mail that was sent. */
export type Mail = {
  /** Counts up, in the order of arrival. */
  id: number;
  email: Email;
  /** As it came over the wire. */
  raw: string;
};

export type Mails = {
  /** Newest first. */
  list(): readonly Mail[];
  find(id: number): Mail | undefined;
  add(raw: Buffer): Promise<void>;
};

/** An evening of trying out sends fewer. */
const MOST = 500;

const fileOf = (dir: string, id: number): string => join(dir, `${`${id}`.padStart(9, "0")}.eml`);

/** Keeps mails in memory and, with `dir`, as files there, which any mail program opens. The oldest of too many go. */
export async function openMails(dir?: string): Promise<Mails> {
  const mails: Mail[] = [];
  let last = 0;
  if (dir !== undefined) {
    await mkdir(dir, { recursive: true });
    const files = (await readdir(dir)).filter((name) => /^\d{9}\.eml$/.test(name)).sort();
    for (const name of files) {
      const raw = await readFile(join(dir, name));
      last = Number(name.slice(0, 9));
      mails.unshift({ id: last, email: await PostalMime.parse(raw), raw: raw.toString("utf8") });
    }
  }
  return {
    list: () => mails,
    find: (id) => mails.find((mail) => mail.id === id),
    async add(raw) {
      const email = await PostalMime.parse(raw);
      last += 1;
      const mail: Mail = { id: last, email, raw: raw.toString("utf8") };
      if (dir !== undefined) await writeFile(fileOf(dir, mail.id), raw);
      mails.unshift(mail);
      for (const old of mails.splice(MOST)) if (dir !== undefined) await rm(fileOf(dir, old.id));
    },
  };
}
