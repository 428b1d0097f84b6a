import { createClient } from "redis";
import { z } from "zod";

/** A call of the script that decides a hold, as a server makes it, with blanks for what differs from hold to hold. */
export const ScriptCall = z.object({ sha: z.string(), keys: z.array(z.string()), args: z.array(z.string()) });
export type ScriptCall = z.infer<typeof ScriptCall>;

/** What differs from hold to hold. */
export type Blanks = { drop: string; hold: string; user: string; key: string };

const BLANK = { drop: "\u0001drop", hold: "\u0001hold", user: "\u0001user", key: "\u0001key" };

const replaceAll = (texts: readonly string[], from: Blanks, to: Blanks): string[] =>
  texts.map((text) =>
    text
      .replaceAll(from.drop, to.drop)
      .replaceAll(from.hold, to.hold)
      .replaceAll(from.user, to.user)
      .replaceAll(from.key, to.key),
  );

/** The call for one hold. */
export const fill = (
  { keys, args }: ScriptCall,
  blanks: Blanks,
): { keys: string[]; arguments: string[] } => ({
  keys: replaceAll(keys, BLANK, blanks),
  arguments: replaceAll(args, BLANK, blanks),
});

/**
 * Watches Redis while a hold is placed, and learns how the server calls its script: so that what it is compared with
 * always runs the very same one.
 * @param place places a hold. @returns what is to be left blank
 */
export const learnScriptCall = async (url: string, place: () => Promise<Blanks>): Promise<ScriptCall> => {
  const watching = await createClient({ url }).connect();
  const calls: string[][] = [];
  await watching.monitor((line) => {
    const words = [...line.toString().matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([quoted]) =>
      String(JSON.parse(quoted)),
    );
    if (words[0]?.toLowerCase() === "evalsha") calls.push(words);
  });
  const blanks = await place();
  watching.destroy();
  const call = calls.find((words) => words.includes(blanks.hold));
  if (!call) throw new Error("no script was called with the hold's id");
  const [, sha = "", keyCount = "", ...rest] = call;
  const given = replaceAll(rest, blanks, BLANK);
  return { sha, keys: given.slice(0, Number(keyCount)), args: given.slice(Number(keyCount)) };
};
