import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packed } from "./packed.ts";

const SCRIPT = "export const shelf = 'a cup, a bowl and a vase';";

let dir = "";
let port = 0;
const app = express();
const server = createServer(app);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "showdrop-pages-"));
  await mkdir(join(dir, "assets"));
  await writeFile(join(dir, "assets", "big.js"), SCRIPT);
  await writeFile(join(dir, "assets", "big.js.br"), brotliCompressSync(SCRIPT));
  await writeFile(join(dir, "assets", "small.js"), SCRIPT);
  app.use(packed(dir), express.static(dir, { immutable: true, maxAge: "365d" }));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.close();
  await rm(dir, { recursive: true });
});

/** As a browser sends it: fetch would unpack the answer. */
const ask = async (path: string, encoding: string) => {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: "127.0.0.1", port, path, headers: { "accept-encoding": encoding } }, resolve).on(
      "error",
      reject,
    );
  });
  return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(await answer.toArray()) };
};

test("a script goes packed to whoever can unpack it, for good, and as it is to others", async () => {
  const packed = await ask("/assets/big.js", "gzip, deflate, br");
  expect(packed.headers).toMatchObject({
    "content-encoding": "br",
    "content-type": "text/javascript; charset=utf-8",
    vary: "Accept-Encoding",
    "cache-control": "public, max-age=31536000, immutable",
  });
  expect(brotliDecompressSync(packed.body).toString()).toBe(SCRIPT);

  const plain = await ask("/assets/big.js", "identity");
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect(plain.headers.vary).toBe("Accept-Encoding");
  expect(plain.body.toString()).toBe(SCRIPT);
});

test("what was not packed goes as it is, and what is not there stays missing", async () => {
  const small = await ask("/assets/small.js", "br");
  expect(small.headers["content-encoding"]).toBeUndefined();
  expect(small.body.toString()).toBe(SCRIPT);
  expect((await ask("/assets/gone.js", "br")).status).toBe(404);
  expect((await ask("/assets/..%2findex.html.js", "br")).status).toBe(404);
});
