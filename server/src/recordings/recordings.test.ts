import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  MEDIA_EVENTS_CHANNEL,
  type MediaEvent,
  type RecordingManifest,
  routes,
  type ShowEntry,
} from "@showdrop/shared";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createAuditStore } from "../audit/audit.store.ts";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { mediaOrders } from "../testing/media-orders.ts";
import { recordingFolder, sampleManifest, sampleReplay, writeRecording } from "../testing/recordings.ts";
import { addModerator, goLive, type Stage } from "../testing/stage.ts";
import { momentsIn } from "./list-moments.ts";

let directory: string;
let server: TestServer;
let ahead = 0;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "showdrop-recordings-"));
  server = await startTestServer({
    env: { RECORDINGS_DIR: directory, RECORDING_DAYS: "30" },
    clock: { now: () => Date.now() + ahead },
  });
});
afterAll(async () => {
  await server.stop();
  await rm(directory, { recursive: true });
});

const tell = (showId: string) =>
  server.parts.redis.publish(
    MEDIA_EVENTS_CHANNEL,
    JSON.stringify({
      ...{ type: "recording:changed", showId, nodeId: "n" },
      at: new Date().toISOString(),
    } satisfies MediaEvent),
  );
const read = (showId: string) => server.visitor().call(routes.readRecording, { params: { showId } });
const untilStatus = (showId: string, status: RecordingManifest["status"]) =>
  vi.waitFor(async () => expect(await read(showId)).toMatchObject({ data: { status } }), { timeout: 15_000 });

/** A show that is over, with a replay that the server knows of. */
const endedWithReplay = async (film?: Buffer): Promise<Stage> => {
  const stage = await goLive(server);
  await server.db.model("Show").updateOne({ _id: stage.show.id }, { $set: { hosted: true } });
  await stage.owner.must(routes.endShow, { params: { showId: stage.show.id } });
  await writeRecording(server, sampleManifest(stage.show.id), film);
  await tell(stage.show.id);
  await untilStatus(stage.show.id, "ready");
  return stage;
};

/** The path as it is, which fetch would tidy up. */
const getRaw = (path: string) =>
  new Promise<{ status: number; body: string }>((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    request({ hostname, port, path }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on("error", reject)
      .end();
  });

test("a recording is unknown, recording, being processed and ready, as the media nodes say", async () => {
  const { owner, show } = await goLive(server);
  expect(show).toMatchObject({ record: true, replay: false });
  expect(await read(show.id)).toMatchObject({ error: { code: "NOT_FOUND" } });
  const endedAt = null;
  await writeRecording(
    server,
    sampleManifest(show.id, { status: "recording", endedAt, replay: null, progress: 0 }),
  );
  await tell(show.id);
  await untilStatus(show.id, "recording");

  const ended = await owner.must(routes.endShow, { params: { showId: show.id } });
  expect(await mediaOrders(server.parts.redis, show.id)).toEqual([
    { type: "show:ended", showId: show.id },
    { type: "recording:finish", showId: show.id, endedAt: ended.endedAt },
  ]);
  const manifest = sampleManifest(show.id);
  await writeRecording(server, { ...manifest, status: "processing", replay: null, progress: 0.4 });
  await tell(show.id);
  await untilStatus(show.id, "processing");
  expect(await read(show.id)).toMatchObject({ data: { progress: 0.4, replay: null, expiresAt: null } });

  await writeRecording(server, manifest);
  await tell(show.id);
  await untilStatus(show.id, "ready");
  const expiresAt = new Date(Date.parse(manifest.endedAt ?? "") + 30 * 86_400_000).toISOString();
  const url = `/recordings/${show.id}/${sampleReplay.video}`;
  expect(await read(show.id)).toMatchObject({
    data: {
      gaps: manifest.gaps,
      startedAt: manifest.startedAt,
      expiresAt,
      replay: { url, durationMs: 60_000 },
    },
  });
  const shown = await server.visitor().must(routes.readShow, { params: { showId: show.id } });
  expect(shown).toMatchObject({ replay: true, posterUrl: `/recordings/${show.id}/${sampleReplay.poster}` });
});

test("news that were lost are made up for, and a node that missed the end is told again", async () => {
  const { owner, show } = await goLive(server);
  await server.db.model("Show").updateOne({ _id: show.id }, { $set: { hosted: true } });
  await writeRecording(server, sampleManifest(show.id, { status: "recording", endedAt: null, replay: null }));
  await owner.must(routes.endShow, { params: { showId: show.id } });
  await untilStatus(show.id, "recording");
  ahead += 61_000;
  const finishes = async () =>
    (await mediaOrders(server.parts.redis, show.id)).filter(({ type }) => type === "recording:finish");
  await vi.waitFor(async () => expect(await finishes()).toHaveLength(2), { timeout: 15_000 });
  expect((await finishes())[0]).toEqual((await finishes())[1]);
  await writeRecording(server, sampleManifest(show.id));
  await untilStatus(show.id, "ready");
});

test("the film is served whole and in parts, for long, and nothing else is", async () => {
  const film = Buffer.from(Array.from({ length: 5_000 }, (_, index) => index % 251));
  const { show } = await endedWithReplay(film);
  await writeFile(join(recordingFolder(server, show.id), "0-1-camera.mkv"), "raw");
  await writeFile(join(directory, "secret.txt"), "secret");
  const url = `${server.url}/recordings/${show.id}/${sampleReplay.video}`;
  const whole = await fetch(url);
  expect([whole.status, whole.headers.get("content-type"), whole.headers.get("accept-ranges")]).toEqual([
    ...[200, "video/mp4", "bytes"],
  ]);
  expect(whole.headers.get("cache-control")).toContain("immutable");
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(film);
  const part = await fetch(url, { headers: { range: "bytes=1000-1999" } });
  expect([part.status, part.headers.get("content-range")]).toEqual([206, "bytes 1000-1999/5000"]);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(film.subarray(1_000, 2_000));
  const tail = await fetch(url, { headers: { range: "bytes=-10" } });
  expect(Buffer.from(await tail.arrayBuffer())).toEqual(film.subarray(-10));
  expect((await fetch(url, { headers: { range: "bytes=9000-" } })).status).toBe(416);
  expect((await fetch(url, { method: "HEAD" })).headers.get("content-length")).toBe("5000");
  expect(whole.headers.get("content-security-policy")).toContain("media-src 'self'");

  for (const path of [
    `/recordings/${show.id}/recording.json`,
    `/recordings/${show.id}/0-1-camera.mkv`,
    `/recordings/${show.id}/`,
    "/recordings/secret.txt",
    `/recordings/${show.id}/../secret.txt`,
    `/recordings/${show.id}/..%2fsecret.txt`,
    `/recordings/..%2f..%2fetc/passwd`,
    `/recordings/%2e%2e/%2e%2e/etc/passwd`,
    `/recordings/${show.id}/video-abcdefghijklmnop.mp4%00.jpg`,
    `/recordings/${"0".repeat(24)}/${sampleReplay.video}`,
  ]) {
    const { status, body } = await getRaw(path);
    expect([path, status]).toEqual([path, 404]);
    expect(body).not.toContain("secret");
  }
});

test("a recording is deleted by those who may, at once and for good, with one audit row", async () => {
  const stage = await endedWithReplay();
  const { owner, show } = stage;
  const params = { showId: show.id };
  const moderator = await addModerator(server, stage);
  expect(await moderator.call(routes.deleteRecording, { params })).toMatchObject({
    error: { code: "NOT_ALLOWED" },
  });
  const url = `${server.url}/recordings/${show.id}/${sampleReplay.video}`;
  expect((await fetch(url)).status).toBe(200);
  await owner.must(routes.deleteRecording, { params });
  expect((await fetch(url)).status).toBe(404);
  expect(await read(show.id)).toMatchObject({ error: { code: "NOT_FOUND" } });
  expect(await readdir(directory)).not.toContain(show.id);
  expect(await mediaOrders(server.parts.redis, show.id)).toContainEqual({
    type: "recording:deleted",
    showId: show.id,
  });
  expect(await owner.call(routes.deleteRecording, { params })).toMatchObject({
    error: { code: "NOT_FOUND" },
  });
  const audit = createAuditStore(server.db, server.parts.clock);
  expect((await audit.of(`show:${show.id}`)).filter(({ action }) => action === "recording:delete")).toEqual([
    expect.objectContaining({ actorId: owner.me.id }),
  ]);

  // A media node that did not hear of it finishes its work.
  await writeRecording(server, sampleManifest(show.id));
  await tell(show.id);
  await vi.waitFor(async () => expect(await readdir(directory)).not.toContain(show.id), { timeout: 15_000 });
  expect(await read(show.id)).toMatchObject({ error: { code: "NOT_FOUND" } });
  expect((await server.visitor().must(routes.readShow, { params })).replay).toBe(false);
});

test("moments are the products that came to the front and the drops that opened", () => {
  const at = (second: number) => new Date(1_700_000_000_000 + second * 1_000).toISOString();
  const product = (id: string) => ({ id, title: `Bowl ${id}` });
  const pins = (second: number, featuredId: string | null, ...ids: string[]) => ({
    ...{ at: at(second), event: "pins:changed" },
    data: { products: ids.map(product), featuredId },
  });
  const drop = (second: number, id: string, status: string) => ({
    ...{ at: at(second), event: "drop:changed" },
    data: { id, status, product: { title: `Drop ${id}` } },
  });
  const log = [
    pins(1, "a", "a", "b"),
    pins(2, "a", "a"),
    drop(3, "x", "scheduled"),
    drop(4, "x", "open"),
    pins(5, "b", "a", "b"),
    drop(6, "x", "open"),
    drop(7, "y", "open"),
    pins(8, null),
    pins(9, null, "b"),
  ] as ShowEntry[];
  expect(momentsIn(log)).toEqual([
    { at: at(1), kind: "pin", title: "Bowl a" },
    { at: at(4), kind: "drop", title: "Drop x" },
    { at: at(5), kind: "pin", title: "Bowl b" },
    { at: at(7), kind: "drop", title: "Drop y" },
    { at: at(9), kind: "pin", title: "Bowl b" },
  ]);
});
