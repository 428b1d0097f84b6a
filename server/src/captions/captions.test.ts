import { MAX_CAPTION_CUES, MAX_CAPTIONS_BYTES, routes } from "@showdrop/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRecordingStore } from "../recordings/recordings.store.ts";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { sampleManifest } from "../testing/recordings.ts";
import { addModerator, goLive, type Stage } from "../testing/stage.ts";
import { parseCaptions } from "./parse-captions.ts";

const parse = (text: string) => parseCaptions(Buffer.from(text));
const cue = "00:01.000 --> 00:02.500\nHello";

describe("a file of captions", () => {
  test("is read with its cues, their places and their words, whatever ends its lines", () => {
    const file =
      "\uFEFFWEBVTT - the kiln\r\n\r\nintro\r\n00:00:01.000 --> 00:00:02.500 line:80% align:start\r\nHello <i>all</i>\r\nand welcome\r\n";
    expect(parse(file)).toEqual({
      cues: 1,
      text: "WEBVTT\n\n00:00:01.000 --> 00:00:02.500 line:80% align:start\nHello <i>all</i>\nand welcome\n",
    });
  });

  test("is kept without comments, styles and regions", () => {
    const styled = `WEBVTT\n\nSTYLE\n::cue { background: url(https://evil.example/x) }\n\nNOTE hidden\n\n${cue}\n`;
    expect(parse(styled.replace("02.500\n", "02.500 region:one size:50%\n"))?.text).toBe(
      "WEBVTT\n\n00:01.000 --> 00:02.500 size:50%\nHello\n",
    );
  });

  test.each([
    ["of another kind", `1\n00:00:01,000 --> 00:00:02,500\nHello`],
    ["without a cue", "WEBVTT\n\nNOTE nothing\n"],
    ["whose cue ends before it begins", "WEBVTT\n\n00:03.000 --> 00:02.000\nHello"],
    ["whose cue has no words", "WEBVTT\n\n00:01.000 --> 00:02.000"],
    ["with a time of no clock", "WEBVTT\n\n00:61.000 --> 01:02.000\nHello"],
    ["with more cues than are allowed", `WEBVTT\n\n${`${cue}\n\n`.repeat(MAX_CAPTION_CUES + 1)}`],
  ])("%s is none", (_, text) => expect(parse(text)).toBeNull());

  test("in no UTF-8 is none", () => {
    expect(parseCaptions(Buffer.concat([Buffer.from(`WEBVTT\n\n${cue}`), Buffer.from([0xff])]))).toBeNull();
  });
});

describe("the captions of a replay", () => {
  let server: TestServer;
  let stage: Stage;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await goLive(server);
    await createRecordingStore(server.db).learn(sampleManifest(stage.show.id));
  });
  afterAll(() => server.stop());
  const which = (language = "en") => ({ showId: stage.show.id, language });
  const file = (text = `WEBVTT\n\n${cue}\n`) => new File([text], "show.vtt");
  const list = () => server.visitor().must(routes.listCaptions, { params: { showId: stage.show.id } });

  test("are uploaded, replaced and taken away by its team, each with a row in the log, and served as a file", async () => {
    const { owner } = stage;
    const first = await owner.must(routes.putCaptions, { params: which(), file: file() });
    expect(first).toMatchObject({ language: "en", cues: 1 });
    const served = await fetch(new URL(first.url, server.url));
    expect([served.status, served.headers.get("content-type")]).toEqual([200, "text/vtt; charset=utf-8"]);
    expect(await served.text()).toBe(`WEBVTT\n\n${cue}\n`);
    await owner.must(routes.putCaptions, { params: which("ko"), file: file() });
    const second = await owner.must(routes.putCaptions, {
      params: which(),
      file: file(`WEBVTT\n\n${cue}\n\n00:03.000 --> 00:04.000\nBye`),
    });
    expect((await list()).items).toMatchObject([{ language: "en", cues: 2 }, { language: "ko" }]);
    await owner.must(routes.removeCaptions, { params: which() });
    expect((await fetch(new URL(second.url, server.url))).status).toBe(404);
    expect((await list()).items.map(({ language }) => language)).toEqual(["ko"]);
    const rows = await server.db
      .model("AuditRow")
      .find({ subject: `show:${stage.show.id}` })
      .lean();
    expect(rows.map((row) => Reflect.get(Object(row), "action"))).toEqual(
      expect.arrayContaining(["captions:put", "captions:put", "captions:put", "captions:remove"]),
    );
  });

  test("are nobody else's to change, and what is no captions is refused", async () => {
    const moderator = await addModerator(server, stage);
    expect(await moderator.call(routes.putCaptions, { params: which(), file: file() })).toMatchObject({
      error: { code: "NOT_ALLOWED" },
    });
    const put = (text: string) => stage.owner.call(routes.putCaptions, { params: which(), file: file(text) });
    expect(await put("no captions")).toMatchObject({ error: { code: "CAPTIONS_UNREADABLE", path: "file" } });
    expect(await put("x".repeat(MAX_CAPTIONS_BYTES + 1))).toMatchObject({
      error: { code: "CAPTIONS_TOO_LARGE" },
    });
  });

  test("go with the recording", async () => {
    const { owner } = stage;
    const { url } = await owner.must(routes.putCaptions, { params: which("ko"), file: file() });
    await owner.must(routes.deleteRecording, { params: { showId: stage.show.id } });
    expect((await fetch(new URL(url, server.url))).status).toBe(404);
    expect(await owner.call(routes.putCaptions, { params: which(), file: file() })).toMatchObject({
      error: { code: "NOT_FOUND" },
    });
  });
});
