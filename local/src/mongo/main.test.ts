import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startMongoServer } from "./server.ts";
import { failToStart, startServerProcess } from "./test-process.ts";

/** Each test starts one or two processes, on a busy machine; in milliseconds. */
const TIMEOUT = 20_000;
vi.setConfig({ testTimeout: TIMEOUT });

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "showdrop-mongo-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("the process", () => {
  it("serves mongoose with a database name, keeps its data over a restart, and ends on both signals", async () => {
    const dir = join(root, "kept");
    const first = await startServerProcess("--dir", dir);
    const connection = await mongoose.createConnection(first.uri, { dbName: "shop" }).asPromise();
    await connection.collection("things").insertOne({ name: "kept" });
    await connection.close();
    expect(await first.end("SIGINT")).toBe(0);

    const second = await startServerProcess("--dir", dir);
    const again = await mongoose.createConnection(second.uri, { dbName: "shop" }).asPromise();
    expect(await again.collection("things").findOne({})).toMatchObject({ name: "kept" });
    await again.close();
    expect(await second.end("SIGTERM")).toBe(0);
  });

  it("forgets everything without a folder", async () => {
    const server = await startServerProcess();
    expect(server.uri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\/\?replicaSet=rs0&directConnection=true$/);
    expect(await server.end("SIGTERM")).toBe(0);
  });
});

describe("a start that fails says why in one sentence, and what to do", () => {
  const oneSentence = (text: RegExp) => ({ code: 1, stdout: "", stderr: expect.stringMatching(text) });

  it("when the port is taken", async () => {
    const server = await startServerProcess();
    const { port } = new URL(server.uri);
    expect(await failToStart("--port", port)).toEqual(
      oneSentence(/^Port \d+ is in use by another program: stop that one, or choose another --port.*\n$/),
    );
    await server.end("SIGTERM");
  });

  it("when another process has the folder", async () => {
    const dir = join(root, "locked");
    const server = await startServerProcess("--dir", dir);
    expect(await failToStart("--dir", dir)).toEqual(
      oneSentence(/^The data folder .* is in use by another process: .*\n$/),
    );
    await server.end("SIGTERM");
  });

  it("when the data is damaged", async () => {
    const dir = join(root, "damaged");
    mkdirSync(dir);
    writeFileSync(join(dir, "data.sqlite"), "not a database ".repeat(1000));
    expect(await failToStart("--dir", dir)).toEqual(
      oneSentence(/^The data in .* is damaged: restore it .*\n$/),
    );
  });

  it("when the data is damaged somewhere inside", async () => {
    const dir = join(root, "torn");
    const server = await startMongoServer({ dir });
    const connection = await mongoose.createConnection(server.uri, { dbName: "shop" }).asPromise();
    const things = Array.from({ length: 500 }, (_, n) => ({ n, text: "x".repeat(500) }));
    await connection.collection("things").insertMany(things);
    await connection.close();
    await server.stop();
    const file = join(dir, "data.sqlite");
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xff, bytes.length / 2));
    await expect(startMongoServer({ dir })).rejects.toThrow(/^The data in .* is damaged: restore it /);
  });

  it("when the folder cannot be written to", async () => {
    const file = join(root, "file");
    writeFileSync(file, "");
    expect(await failToStart("--dir", join(file, "data"))).toEqual(
      oneSentence(/^The data folder .* cannot be written to: .*\n$/),
    );
  });

  it("when an argument is wrong", async () => {
    expect(await failToStart("--port", "many")).toEqual(oneSentence(/^--port takes a number .*\n$/));
    expect(await failToStart("--frobnicate")).toEqual(
      oneSentence(/^Unknown option '--frobnicate'.* Usage: .*\n$/),
    );
  });
});
