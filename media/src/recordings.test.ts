import { execFile } from "node:child_process";
import { readdir, readFile, readlink, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { MEDIA_CONTROL_STREAM, type MediaControl, type RecordingManifest } from "@showdrop/shared";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readManifest } from "./recorder/folder.ts";
import { describeFilm, firstBright, firstSound, loudnessAt, lumaAt } from "./testing/film.ts";
import { newId, startNode, type TestNode } from "./testing/node.ts";
import { createReceiver, createSender, join as joinShow } from "./testing/peers.ts";
import { nextPicture, startCamera, startMicrophone } from "./testing/webrtc.ts";

const run = promisify(execFile);

let node: TestNode;
beforeEach(async () => {
  node = await startNode();
});
afterEach(() => node.stop());

const DARK = { y: 60, u: 128, v: 128 };
const GREY = { y: 120, u: 128, v: 128 };
const BRIGHT = { y: 200, u: 128, v: 128 };

const folderOf = (showId: string) => join(node.config.recordingsDir, showId);
const give = (order: MediaControl) =>
  node.redis.xAdd(MEDIA_CONTROL_STREAM, "*", { order: JSON.stringify(order) });

/** Programs that write into a show's folder now, by process id, with the name of the take. */
const writers = async (showId: string): Promise<Map<number, string>> => {
  const found = new Map<number, string>();
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    const program = await readlink(`/proc/${pid}/exe`).catch(() => "");
    const take = command.split("\0").find((part) => part.startsWith(folderOf(showId)));
    if (take && program.endsWith("ffmpeg")) found.set(Number(pid), take.slice(folderOf(showId).length + 1));
  }
  return found;
};
const writerOf = async (showId: string, source: string): Promise<number> => {
  for (;;) {
    for (const [pid, take] of await writers(showId)) if (take.includes(source)) return pid;
    await delay(50);
  }
};

/** Waits until more of a stream is on disk. @returns when it was */
const untilMore = async (showId: string, source: string): Promise<number> => {
  const size = async (): Promise<number> => {
    const take = (await writers(showId)).get(await writerOf(showId, source)) ?? "";
    return (await stat(join(folderOf(showId), take)).catch(() => null))?.size ?? 0;
  };
  const before = Math.max(await size(), 1_000);
  while ((await size()) <= before) await delay(50);
  return Date.now();
};

const enterHost = async (showId: string, userId: string) => {
  const host = await joinShow(node.port, await node.token({ showId, userId, role: "host", record: true }));
  return { host, sender: createSender(host) };
};

/** Ends a show as a server does. @returns when */
const end = async (showId: string): Promise<number> => {
  const at = Date.now();
  await give({ type: "show:ended", showId });
  await give({ type: "recording:finish", showId, endedAt: new Date(at).toISOString() });
  return at;
};

const untilStatus = async (
  showId: string,
  ...statuses: RecordingManifest["status"][]
): Promise<RecordingManifest> => {
  for (;;) {
    const manifest = await readManifest(folderOf(showId));
    if (manifest && statuses.includes(manifest.status)) return manifest;
    await delay(50);
  }
};

test("a show with a gap and a recorder that was killed becomes a film as long as the show", {
  timeout: 120_000,
}, async () => {
  const showId = newId();
  const hostId = newId();
  const camera = startCamera(GREY, DARK);
  const microphone = startMicrophone();
  microphone.sound(false);
  const first = await enterHost(showId, hostId);
  await first.sender.produce({ track: camera.track, stopTracks: false });
  await first.sender.produce({ track: microphone.track, stopTracks: false });
  await untilStatus(showId, "recording");
  await delay(3_000);
  // A clap: picture and sound at the same moment.
  const clappedAt = Date.now();
  camera.show(BRIGHT, DARK);
  microphone.sound(true);
  await delay(2_000);
  camera.show(GREY, DARK);
  microphone.sound(false);
  await delay(500);
  const leftAt = Date.now();
  await first.host.leave();
  await delay(2_500);

  const second = await enterHost(showId, hostId);
  camera.show(DARK, BRIGHT);
  await second.sender.produce({ track: camera.track, stopTracks: false });
  await second.sender.produce({ track: microphone.track, stopTracks: false });
  const backAt = Date.now();
  const writtenAt = await untilMore(showId, "camera");
  await untilMore(showId, "camera");
  const killed = await writerOf(showId, "camera");
  process.kill(killed, "SIGKILL");
  while ((await writerOf(showId, "camera")) === killed) await delay(20);
  expect(second.host.socket.connected).toBe(true);
  await untilMore(showId, "camera");
  await delay(1_000);
  const endedAt = await end(showId);

  const ready = await untilStatus(showId, "ready", "failed");
  expect(ready.status).toBe("ready");
  const { replay } = ready;
  if (!replay) throw new Error("a ready recording has a replay");
  const film = join(folderOf(showId), replay.video);
  const zero = Date.parse(ready.startedAt);
  const described = await describeFilm(film);
  expect(Math.abs(described.seconds * 1000 - (endedAt - zero))).toBeLessThan(1_000);
  expect(replay.durationMs).toBe(endedAt - zero);
  expect(described.streams).toEqual([
    expect.objectContaining({
      codec_name: "h264",
      pix_fmt: "yuv420p",
      width: 320,
      height: 240,
      avg_frame_rate: "30/1",
    }),
    expect.objectContaining({ codec_name: "aac" }),
  ]);

  const at = (moment: number) => (moment - zero) / 1000;
  const clap = {
    seen: await firstBright(film, at(clappedAt) - 1, 160),
    heard: await firstSound(film, at(clappedAt) - 1),
  };
  // A quiet machine keeps them within 20 ms; a busy one sends them that far apart.
  expect(Math.abs(clap.seen - clap.heard)).toBeLessThan(0.5);
  expect(Math.abs(clap.seen - at(clappedAt))).toBeLessThan(0.5);
  const away = await lumaAt(film, (at(leftAt) + at(backAt)) / 2);
  const there = await lumaAt(film, at(writtenAt));
  const afterwards = await lumaAt(film, at(endedAt) - 0.3);
  expect(away.left).toBeLessThan(100);
  expect(there.right - there.left).toBeGreaterThan(80);
  expect(afterwards.right - afterwards.left).toBeGreaterThan(80);
  expect(await loudnessAt(film, (at(leftAt) + at(backAt)) / 2 - 0.5, 1)).toBeLessThan(0.01);
  expect(
    ready.gaps.some(
      ({ fromMs, toMs }) =>
        Math.abs(fromMs / 1000 - at(leftAt)) < 1 && Math.abs(toMs / 1000 - at(backAt)) < 1.5,
    ),
  ).toBe(true);

  // What it was made of is gone, and nothing runs.
  expect((await readdir(folderOf(showId))).toSorted()).toEqual(
    [replay.poster, replay.strip.file, replay.video, "recording.json"].toSorted(),
  );
  expect(await writers(showId)).toEqual(new Map());
  camera.stop();
  microphone.stop();
});

test("a disk without room costs the recording and not the show, and recording goes on when there is room", {
  timeout: 60_000,
}, async () => {
  const showId = newId();
  const camera = startCamera(GREY, DARK);
  const { host, sender } = await enterHost(showId, newId());
  await sender.produce({ track: camera.track, stopTracks: false });
  const full = await writerOf(showId, "camera");
  // As on a full disk: the next byte beyond what is written cannot be written.
  await run("prlimit", ["--pid", `${full}`, "--fsize=512:512"]);
  while ((await writerOf(showId, "camera")) === full) await delay(20);
  await untilMore(showId, "camera");
  expect(host.socket.connected).toBe(true);
  const viewer = await joinShow(node.port, await node.token({ showId }));
  const [consumer] = await createReceiver(viewer).consume();
  if (!consumer) throw new Error("nothing was offered");
  await nextPicture(consumer.track);
  const endedAt = await end(showId);
  const ready = await untilStatus(showId, "ready", "failed");
  expect(ready.status).toBe("ready");
  expect(ready.replay?.durationMs).toBe(endedAt - Date.parse(ready.startedAt));
  camera.stop();
});

test("a recording that is deleted while its replay is made is gone for good, and nothing runs on", {
  timeout: 60_000,
}, async () => {
  const showId = newId();
  const camera = startCamera(GREY, DARK);
  const { sender } = await enterHost(showId, newId());
  await sender.produce({ track: camera.track, stopTracks: false });
  await untilMore(showId, "camera");
  await end(showId);
  await untilStatus(showId, "processing");
  await give({ type: "recording:deleted", showId });
  while ((await readdir(node.config.recordingsDir)).includes(showId)) await delay(20);
  await node.stop();
  expect(await writers(showId)).toEqual(new Map());
  expect((await readdir(node.config.recordingsDir)).filter((name) => name.includes(showId))).toEqual([]);
  camera.stop();
  node = await startNode();
});

test("what a node leaves unfinished is finished by the next one with the same directory", {
  timeout: 60_000,
}, async () => {
  const showId = newId();
  const camera = startCamera(GREY, DARK);
  const { sender } = await enterHost(showId, newId());
  await sender.produce({ track: camera.track, stopTracks: false });
  await untilMore(showId, "camera");
  const endedAt = await end(showId);
  await untilStatus(showId, "processing");
  const { recordingsDir } = node.config;
  // In the middle of its work: it has no time to finish.
  await node.stop();
  expect(await writers(showId)).toEqual(new Map());
  expect((await readManifest(join(recordingsDir, showId)))?.status).toBe("processing");
  node = await startNode({ recordingsDir });
  const ready = await untilStatus(showId, "ready", "failed");
  expect(ready.status).toBe("ready");
  expect(ready.replay?.durationMs).toBe(endedAt - Date.parse(ready.startedAt));
  camera.stop();
});
