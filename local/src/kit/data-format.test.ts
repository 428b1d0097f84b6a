import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { noteDataFormat, putOldDataAside } from "./data-format.ts";

let dir: string;
let data: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "showdrop-format-"));
  data = join(dir, "data");
  await mkdir(data);
});
afterEach(() => rm(dir, { recursive: true }));

test("data of an earlier version is put aside whole; a new folder and this version's stay", async () => {
  expect(await putOldDataAside(data)).toBeNull();
  await mkdir(join(data, "mongo"));
  await writeFile(join(data, "mongo", "journal"), "orders of before");
  const aside = await putOldDataAside(data);
  expect(await readdir(dir)).toEqual([aside?.slice(dir.length + 1)]);
  expect(await readFile(join(aside ?? "", "mongo", "journal"), "utf8")).toBe("orders of before");

  await mkdir(join(data, "mongo"), { recursive: true });
  await noteDataFormat(data);
  expect(await putOldDataAside(data)).toBeNull();
});

test("a folder that is not there yet is new", async () => {
  expect(await putOldDataAside(join(dir, "none"))).toBeNull();
});
