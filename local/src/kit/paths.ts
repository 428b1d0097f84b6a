import { homedir } from "node:os";
import { join } from "node:path";

/** The checkout's root folder. */
export const root = join(import.meta.dirname, "..", "..", "..");

/** Where things live that outlast a checkout, such as the compiled media worker. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const home = env.XDG_CACHE_HOME;
  return join(home === undefined || home === "" ? join(homedir(), ".cache") : home, "showdrop");
}
