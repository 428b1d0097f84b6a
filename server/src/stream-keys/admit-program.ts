import { mediaSdpPaths, ok, type Result, refuse, type Show } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import { type OriginDeps, originOf } from "../media/origin-of.ts";
import { signPass } from "../media/sign-pass.ts";
import type { ShowRecord } from "../shows/show.schema.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import type { KeyText } from "./key-text.ts";
import type { StreamKeyStore } from "./stream-keys.store.ts";

/** The show that is played while another is rehearsed. */
export interface PlayedShow {
  showId: string;
  /** Takes it on the air, unless it is. */
  goLive(): Promise<Result<unknown>>;
}

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
  /** What is played of a show that is being rehearsed; "over": a program has sent to its rehearsal; null: neither. */
  rehearsed(showId: string): Promise<PlayedShow | "over" | null>;
}

/** Where what a program sends goes to. */
interface Stage extends PlayedShow {
  record: boolean;
}

/**
 * The stage for a show. While it is rehearsed that is the rehearsal, by the same address and key: nothing that is pressed then
 * takes the show on the air. Nor does a program that goes on trying when the rehearsal has ended: only the host does.
 */
const stageOf = async (
  { goLive, isRecorded, rehearsed }: AdmitProgramDeps,
  show: ShowRecord,
): Promise<Result<Stage>> => {
  const played = show.status === "scheduled" ? await rehearsed(show.id) : null;
  if (played === "over") return refuse("SHOW_REHEARSED");
  if (played) return ok({ ...played, record: false });
  const isOn = show.status !== "scheduled";
  return ok({
    showId: show.id,
    goLive: async () => (isOn ? ok(null) : goLive(show)),
    record: await isRecorded(show),
  });
};

/**
 * Lets a program that shows the shop's stream key send to one of the shop's shows, or to its rehearsal. A scheduled show
 * goes live by it, as if its host had pressed the button.
 * @returns where on the media node the program sends its offer to.
 */
export const admitProgram = async (
  deps: AdmitProgramDeps,
  { key, showId }: { key: string; showId: string | null },
): Promise<Result<URL>> => {
  const { streamKeys, keyText, shows, clock } = deps;
  const keyId = keyText.idIn(key);
  const record = keyId && (await streamKeys.find(keyId));
  if (!record || !keyText.fits(record, key)) return refuse("STREAM_KEY_INVALID");
  const show = showId && (await shows.find(showId));
  if (!show || show.shopId !== record.shopId) return refuse("NOT_FOUND");
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");
  const stage = await stageOf(deps, show);
  if (!stage.ok) return stage;
  const { showId: stageId, goLive, record: isRecorded } = stage.data;
  // Before the show goes live: without a node it would be live with nothing to see.
  const node = await originOf(deps, stageId);
  if (!node) return refuse("MEDIA_UNAVAILABLE", { retryAfter: 2 });
  const live = await goLive();
  if (!live.ok) return live;
  await streamKeys.noteUse(record.id, new Date(clock.now()));
  // Under the key's id and not a person's: when the key is revoked, exactly what it sends ends.
  const { token } = await signPass(deps, {
    showId: stageId,
    userId: record.id,
    role: "host",
    nodeId: node.nodeId,
    record: isRecorded,
  });
  const url = new URL(`${mediaSdpPaths.whip}/${stageId}`, node.url);
  url.searchParams.set("token", token);
  return ok(url);
};
