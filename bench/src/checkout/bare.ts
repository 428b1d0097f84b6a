// What our hold route is compared with, in a process of its own: `node bare.ts express | http REDIS_URL SCRIPT_CALL`. A route
// that checks its input and calls the script once, with nothing else that a shop needs: no session, no rate limit, no
// ban, no log, no headers, no news for anybody. Says its port.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { createClient } from "redis";
import { z } from "zod";
import { fill, ScriptCall } from "./script-call.ts";

const [, , kind = "", redisUrl = "", given = ""] = process.argv;
const call = ScriptCall.parse(JSON.parse(given));
const redis = await createClient({ url: redisUrl, commandOptions: { timeout: 0 } }).connect();

const Id = z.string().regex(/^[0-9a-f]{24}$/);
const Params = z.strictObject({ dropId: Id });
const Body = z.strictObject({ variantId: z.string(), quantity: z.int().min(1).max(100) });
const Headers = z.object({ "idempotency-key": z.string().min(8).max(100), "x-user": Id });
const Reply = z.tuple([z.string()]).rest(z.unknown());
const Hold = z.object({ id: z.string(), quantity: z.int(), status: z.string(), expiresAt: z.number() });

type Answer = { status: number; body: unknown };

const answer = async (params: unknown, body: unknown, headers: unknown): Promise<Answer> => {
  const parsed = z.safeParse(z.tuple([Params, Body, Headers]), [params, body, headers]);
  if (!parsed.success) return { status: 400, body: { error: { code: "INVALID_INPUT" } } };
  const [{ dropId }, , { "idempotency-key": key, "x-user": user }] = parsed.data;
  const hold = randomBytes(12).toString("hex");
  const [word, json] = Reply.parse(
    await redis.evalSha(call.sha, fill(call, { drop: dropId, hold, user, key })),
  );
  if (word !== "HELD") return { status: 409, body: { error: { code: word } } };
  const held = Hold.parse(JSON.parse(z.string().parse(json)));
  return { status: 200, body: { ...held, dropId, expiresAt: new Date(held.expiresAt).toISOString() } };
};

const readJson = async (req: IncomingMessage): Promise<unknown> => {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(Buffer.from(part));
  return JSON.parse(Buffer.concat(parts).toString());
};

const PATH = /^\/api\/drops\/([^/]+)\/holds$/;
const servers: Record<string, () => (req: IncomingMessage, res: ServerResponse) => void> = {
  express: () => {
    const app = express();
    app.use(express.json());
    app.post("/api/drops/:dropId/holds", async (req, res) => {
      const { status, body } = await answer(req.params, req.body, req.headers);
      res.status(status).json(body);
    });
    return app;
  },
  http: () => async (req, res) => {
    const dropId = PATH.exec(req.url ?? "")?.[1];
    const { status, body } = await answer({ dropId }, await readJson(req), req.headers);
    const text = Buffer.from(JSON.stringify(body));
    res.writeHead(status, { "content-type": "application/json", "content-length": text.length }).end(text);
  },
};
const serve = servers[kind];
if (!serve) throw new RangeError(`there is no server called ${kind}`);
const server = createServer(serve());
server.listen(0);
await once(server, "listening");
console.log((server.address() as AddressInfo).port);
process.stdin.on("end", () => process.exit(0)).resume();
