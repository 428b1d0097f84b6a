import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { routes } from "@showdrop/shared";
import { expect, test, vi } from "vitest";
import { startTestServer } from "../testing/harness.ts";
import { sampleManifest, writeRecording } from "../testing/recordings.ts";
import { goLive } from "../testing/stage.ts";
import { createRecordingStore } from "./recordings.store.ts";

const DAY_MS = 86_400_000;

test("what is older than is set goes, with its files and an audit row, and what is younger stays", async () => {
  const directory = await mkdtemp(join(tmpdir(), "showdrop-recordings-"));
  const settings = {
    env: { RECORDINGS_DIR: directory, RECORDING_DAYS: "30" },
    database: `retention-${Date.now()}`,
  };
  const before = await startTestServer(settings);
  const [old, young] = [(await goLive(before)).show.id, (await goLive(before)).show.id];
  const recordings = createRecordingStore(before.db);
  for (const [showId, days] of [
    [old, 31],
    [young, 29],
  ] as const) {
    const endedAt = new Date(Date.now() - days * DAY_MS).toISOString();
    const manifest = sampleManifest(showId, { endedAt });
    await writeRecording(before, manifest);
    await recordings.learn(manifest);
  }
  await before.stop();

  // Its jobs run as it starts.
  const server = await startTestServer(settings);
  const known = (showId: string) => server.visitor().call(routes.readRecording, { params: { showId } });
  await vi.waitFor(async () => expect(await readdir(directory)).toEqual([young]), { timeout: 15_000 });
  expect(await known(old)).toMatchObject({ error: { code: "NOT_FOUND" } });
  expect(await known(young)).toMatchObject({ data: { status: "ready" } });
  const rows = await server.db.collection("audit_log").find({ action: "recording:delete" }).toArray();
  expect(rows).toMatchObject([{ subject: `show:${old}`, actorId: null }]);
  await server.stop();
  await rm(directory, { recursive: true });
});
