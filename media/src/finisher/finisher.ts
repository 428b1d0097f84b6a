import { setTimeout as sleep } from "node:timers/promises";
import type { RecordingManifest } from "@showdrop/shared";
import type { PublishEvent } from "../events.ts";
import type { Logger } from "../logger.ts";
import {
  folderOf,
  isMissing,
  readJournals,
  readManifest,
  removeTakes,
  showsWithFolder,
  writeManifest,
} from "../recorder/folder.ts";
import type { Redis } from "../redis.ts";
import { alone } from "./lock.ts";
import { type MadeReplay, makeReplay } from "./make-replay.ts";

/** For recorders, here or on another node, to write what they have; one that takes longer is dead. */
const SETTLE_MS = 10_000;
const SETTLE_LOOK_MS = 200;
/** Before it is looked again whether another node has finished what it is at. */
const LOOK_AGAIN_MS = 15_000;
/** Between two tellings of how far it is. */
const TELL_MS = 2_000;
/** A film that cannot be made is tried to be made so often, and again when a node starts. */
const ATTEMPTS = 3;

export interface FinisherParts {
  directory: string;
  ffmpeg: string;
  ffprobe: string;
  redis: Redis;
  publish: PublishEvent;
  log: Logger;
}

export interface Finisher {
  /** Makes the replay of a show that has ended, as soon as it is its turn. One at a time on this node. */
  finish: (showId: string, endedAtMs: number) => void;
  /** Nothing is made of this show any more. Settles when nothing is being written. */
  drop: (showId: string) => Promise<void>;
  /** Stops; what is not finished is begun anew by another node, or by this one at its next start. */
  stop: () => Promise<void>;
}

/** Makes replays, one after the other, each on one node only. Those that an earlier run left are made first. */
export const startFinisher = (parts: FinisherParts): Finisher => {
  const { directory, ffmpeg, ffprobe, redis, publish, log } = parts;
  const waiting = new Map<string, number>();
  const later = new Map<string, NodeJS.Timeout>();
  const attempts = new Map<string, number>();
  let current: { showId: string; stop: AbortController; done: Promise<void> } | null = null;
  let stopped = false;
  let working = Promise.resolve();

  const again = (showId: string, endedAtMs: number): void => {
    if (stopped || later.has(showId)) return;
    const timer = setTimeout(() => {
      later.delete(showId);
      finish(showId, endedAtMs);
    }, LOOK_AGAIN_MS);
    later.set(showId, timer);
  };

  /** Until every journal is closed. */
  const recordersSettled = async (folder: string, endedAtMs: number, signal: AbortSignal): Promise<void> => {
    const until = endedAtMs + SETTLE_MS;
    for (;;) {
      const journals = await readJournals(folder);
      if (journals.every((entries) => entries.at(-1)?.type === "closed") || Date.now() >= until) return;
      await sleep(SETTLE_LOOK_MS, undefined, { signal });
    }
  };

  const make = async (showId: string, endedAtMs: number, signal: AbortSignal): Promise<void> => {
    const folder = folderOf(directory, showId);
    const before = await readManifest(folder);
    if (!before || before.status === "ready") return;
    const endedAt = new Date(endedAtMs).toISOString();
    const tell = async (manifest: RecordingManifest): Promise<void> => {
      await writeManifest(folder, manifest);
      await publish("recording:changed", showId);
    };
    const processing: RecordingManifest = { ...before, endedAt, status: "processing", progress: 0 };
    await tell(processing);
    await recordersSettled(folder, endedAtMs, signal);
    let toldAt = Date.now();
    let telling = Promise.resolve();
    const onProgress = (progress: number): void => {
      if (Date.now() - toldAt < TELL_MS) return;
      toldAt = Date.now();
      telling = telling
        .then(() => tell({ ...processing, progress: Math.min(1, progress) }))
        .catch(() => undefined);
    };
    let made: MadeReplay | null;
    try {
      made = await makeReplay({ ffmpeg, ffprobe, folder, endedAtMs, signal, onProgress });
    } finally {
      await telling;
    }
    signal.throwIfAborted();
    if (!made) {
      log.warn({ showId }, "nothing of the show was recorded");
      return tell({ ...processing, status: "failed" });
    }
    await tell({ ...processing, ...made, status: "ready", progress: 1 });
    await removeTakes(folder);
    log.info({ showId, ...made.replay }, "a replay is ready");
  };

  const fail = async (showId: string, endedAtMs: number, error: unknown): Promise<void> => {
    const folder = folderOf(directory, showId);
    const manifest = await readManifest(folder);
    if (!manifest) return log.info({ showId }, "a recording was deleted while its replay was made");
    const failures = (attempts.get(showId) ?? 0) + 1;
    attempts.set(showId, failures);
    log.error({ err: error, showId, failures }, "a replay could not be made");
    if (failures < ATTEMPTS) return again(showId, endedAtMs);
    await writeManifest(folder, { ...manifest, status: "failed" });
    await publish("recording:changed", showId);
  };

  const work = async (): Promise<void> => {
    for (;;) {
      const next = waiting.entries().next().value;
      if (!next || stopped) return;
      const [showId, endedAtMs] = next;
      waiting.delete(showId);
      const stop = new AbortController();
      current = { showId, stop, done: makeAlone(showId, endedAtMs, stop.signal) };
      await current.done;
      current = null;
    }
  };

  const makeAlone = async (showId: string, endedAtMs: number, stop: AbortSignal): Promise<void> => {
    const done = await alone(redis, showId, log, async (lost) => {
      try {
        await make(showId, endedAtMs, AbortSignal.any([stop, lost]));
      } catch (error) {
        if (lost.aborted) again(showId, endedAtMs);
        else if (!stop.aborted && !isMissing(error)) await fail(showId, endedAtMs, error);
      }
    }).catch((error: unknown) => {
      log.error({ err: error, showId }, "a replay was left for later");
      return false;
    });
    if (!done) again(showId, endedAtMs);
  };

  const finish = (showId: string, endedAtMs: number): void => {
    if (stopped || current?.showId === showId) return;
    waiting.set(showId, endedAtMs);
    working = working.then(work);
  };

  /** What is left to do from before. */
  const resume = async (): Promise<void> => {
    for (const showId of await showsWithFolder(directory)) {
      const manifest = await readManifest(folderOf(directory, showId));
      if (manifest?.endedAt && manifest.status !== "ready") finish(showId, Date.parse(manifest.endedAt));
    }
  };
  const resumed = resume().catch((error: unknown) =>
    log.error({ err: error }, "unfinished recordings could not be looked for"),
  );

  return {
    finish,
    drop: async (showId) => {
      waiting.delete(showId);
      clearTimeout(later.get(showId));
      later.delete(showId);
      if (current?.showId !== showId) return;
      current.stop.abort();
      await current.done;
    },
    stop: async () => {
      stopped = true;
      await resumed;
      for (const timer of later.values()) clearTimeout(timer);
      current?.stop.abort();
      await working;
    },
  };
};
