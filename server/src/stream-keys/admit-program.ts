import { mediaSdpPaths, ok, type Result, refuse, type Show } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import { type OriginDeps, originOf } from "../media/origin-of.ts";
import { signPass } from "../media/sign-pass.ts";
import type { ShowRecord } from "../shows/show.schema.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import type { KeyText } from "./key-text.ts";
import type { StreamKeyStore } from "./stream-keys.store.ts";

export interface AdmitProgramDeps extends OriginDeps {
  streamKeys: StreamKeyStore;
  keyText: KeyText;
  shows: ShowStore;
  clock: Clock;
  mediaTokenSecret: string;
  /** Whether what the program sends is to be recorded. */
  isRecorded(show: ShowRecord): Promise<boolean>;
  /** Takes a scheduled show on the air. */
  goLive(show: ShowRecord): Promise<Result<Show>>;
}

/**
 * Lets a program that shows the shop's stream key send to one of the shop's shows. A scheduled show goes live by it, as
 * if its host had pressed the button.
 * @returns where on the media node the program sends its offer to.
 */
export const admitProgram = async (
  deps: AdmitProgramDeps,
  { key, showId }: { key: string; showId: string | null },
): Promise<Result<URL>> => {
  const { streamKeys, keyText, shows, clock, goLive } = deps;
  const keyId = keyText.idIn(key);
  const record = keyId && (await streamKeys.find(keyId));
  if (!record || !keyText.fits(record, key)) return refuse("STREAM_KEY_INVALID");
  const show = showId && (await shows.find(showId));
  if (!show || show.shopId !== record.shopId) return refuse("NOT_FOUND");
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");
  // Before the show goes live: without a node it would be live with nothing to see.
  const node = await originOf(deps, show.id);
  if (!node) return refuse("MEDIA_UNAVAILABLE", { retryAfter: 2 });
  if (show.status === "scheduled") {
    const live = await goLive(show);
    if (!live.ok) return live;
  }
  await streamKeys.noteUse(record.id, new Date(clock.now()));
  // Under the key's id and not a person's: when the key is revoked, exactly what it sends ends.
  const { token } = await signPass(deps, {
    showId: show.id,
    userId: record.id,
    role: "host",
    nodeId: node.nodeId,
    record: await deps.isRecorded(show),
  });
  const url = new URL(`${mediaSdpPaths.whip}/${show.id}`, node.url);
  url.searchParams.set("token", token);
  return ok(url);
};
