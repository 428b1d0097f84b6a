import { createHmac, randomBytes } from "node:crypto";
import {
  type IceServer,
  MEDIA_NODES_KEY,
  MEDIA_TOKEN_SECONDS,
  MediaNode,
  type MediaToken,
  mediaNodeKey,
} from "@showdrop/shared";
import { withRedis } from "./redis.ts";
import type { Settings } from "./settings.ts";

/** Seconds: as long as looking takes. */
const RELAY_SECONDS = 300;

export type Node = {
  nodeId: string;
  /** How many it has; undefined when nobody here knows. */
  workers: number | undefined;
};

/** The node that MEDIA_PUBLIC_URL names, as the registry knows it; without Redis, by the settings alone. */
export async function findNode({
  REDIS_URL,
  MEDIA_PUBLIC_URL,
  NODE_ID,
  MEDIA_WORKERS,
}: Settings): Promise<Node | undefined> {
  if (REDIS_URL === undefined) return { nodeId: NODE_ID, workers: MEDIA_WORKERS };
  const entries = await withRedis(REDIS_URL, async (client) => {
    const ids = await client.sMembers(MEDIA_NODES_KEY);
    return ids.length > 0 ? client.mGet(ids.map(mediaNodeKey)) : [];
  });
  return entries
    .flatMap((entry) => {
      const node = MediaNode.safeParse(entry === null ? null : JSON.parse(entry));
      return node.success ? [node.data] : [];
    })
    .find(({ url }) => new URL(url).origin === MEDIA_PUBLIC_URL.origin);
}

/** A show that does not exist: a room of its own on the node, which closes with its only viewer. */
export const noShow = (): string => randomBytes(12).toString("hex");

/** A viewer's pass to a node, signed as the server signs it (JWT, HS256). */
export function signPass(secret: string, nodeId: string, showId: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims: MediaToken = {
    ...{ showId, nodeId, role: "viewer", record: false },
    userId: `guest-${randomBytes(9).toString("base64url")}`,
  };
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const signed = [
    encode({ alg: "HS256" }),
    encode({ ...claims, iat: now, exp: now + MEDIA_TOKEN_SECONDS }),
  ].join(".");
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

/** Credentials for one relay, as the server makes them (coturn's use-auth-secret). */
export function relayFor(url: string, secret: string): IceServer {
  const username = `${Math.floor(Date.now() / 1000) + RELAY_SECONDS}:doctor`;
  return { urls: [url], username, credential: createHmac("sha1", secret).update(username).digest("base64") };
}
