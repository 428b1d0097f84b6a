import { once } from "node:events";
import { connect } from "node:net";
import { serialize } from "bson";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decode } from "../bson/values.ts";
import { type MongoServer, startMongoServer } from "../server.ts";
import { createFramer } from "./messages.ts";

const HEADER_BYTES = 16;
const OP_MSG = 2013;
const OP_QUERY = 2004;

let server: MongoServer;
beforeAll(async () => {
  server = await startMongoServer();
});
afterAll(() => server.stop());

const open = () => connect(Number(new URL(server.uri).port), "127.0.0.1");

function message(opcode: number, ...parts: Uint8Array[]): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(HEADER_BYTES), ...parts]);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(42, 4);
  bytes.writeInt32LE(opcode, 12);
  return bytes;
}

const ping = message(OP_MSG, Buffer.alloc(5), serialize({ ping: 1, $db: "admin" }));

describe("a connection", () => {
  it("answers requests that arrive byte by byte or several at once, in their order", async () => {
    const socket = open();
    const frame = createFramer();
    for (const byte of ping) socket.write(Buffer.of(byte));
    socket.write(Buffer.concat([ping, ping]));
    const replies: Buffer[] = [];
    while (replies.length < 3) {
      const [chunk] = await once(socket, "data");
      replies.push(...frame(chunk));
    }
    for (const reply of replies) {
      expect(reply.readInt32LE(8)).toBe(42);
      expect(decode(reply.subarray(HEADER_BYTES + 5))).toEqual({ ok: 1 });
    }
    socket.destroy();
  });

  it("greets a driver that begins with the old OP_QUERY", async () => {
    const socket = open();
    const name = Buffer.from("admin.$cmd\0");
    socket.write(
      message(OP_QUERY, Buffer.alloc(4), name, Buffer.alloc(8), serialize({ ismaster: 1, helloOk: true })),
    );
    const [reply] = await once(socket, "data");
    expect(decode(reply.subarray(HEADER_BYTES + 20))).toMatchObject({
      ismaster: true,
      helloOk: true,
      setName: "rs0",
      ok: 1,
    });
    socket.destroy();
  });

  it.each<[string, Uint8Array]>([
    ["another protocol", Buffer.from("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")],
    ["an unknown opcode", message(1, Buffer.alloc(8))],
    ["an endless length", Buffer.alloc(HEADER_BYTES, 0x7f)],
    ["a body that is no BSON", message(OP_MSG, Buffer.alloc(5), Buffer.from([20, 0, 0, 0, 99, 1, 2, 3]))],
    ["a section that ends early", message(OP_MSG, Buffer.alloc(4), Buffer.of(1, 99, 0, 0, 0, 97, 0))],
  ])("ends on %s, and the server goes on", async (_name, bytes) => {
    const socket = open();
    socket.write(bytes);
    await once(socket.resume(), "close");
    const next = open();
    next.write(ping);
    const [reply] = await once(next, "data");
    expect(decode(reply.subarray(HEADER_BYTES + 5))).toEqual({ ok: 1 });
    next.destroy();
  });
});
