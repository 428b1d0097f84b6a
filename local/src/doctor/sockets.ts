import { MEDIA_PATH, type Refusal } from "@showdrop/shared";
import { io, type Socket } from "socket.io-client";

const CONNECT_MILLIS = 5_000;

const options = (page: URL) => ({
  transports: ["websocket"],
  reconnection: false,
  forceNew: true,
  timeout: CONNECT_MILLIS,
  extraHeaders: { origin: page.origin }, // as a page of ours would
});

/** Connects to the hub as a page does. @returns undefined, or why that did not work */
export async function openHub(page: URL): Promise<string | undefined> {
  const socket = io(page.origin, options(page));
  try {
    const end = await settle(socket);
    return end.connected ? undefined : end.reason;
  } finally {
    socket.close();
  }
}

/**
 * Connects to a media node's signalling without a pass, as a page does, and must be refused for just that.
 * @returns undefined when it was, or what happened instead
 */
export async function knockAtMedia(media: URL, page: URL): Promise<string | undefined> {
  const socket = io(media.origin, { ...options(page), path: MEDIA_PATH, auth: { token: "none" } });
  try {
    const end = await settle(socket);
    if (end.connected) return "it let in somebody without a pass";
    return end.code === "TOKEN_INVALID" ? undefined : end.reason;
  } finally {
    socket.close();
  }
}

type End = { connected: true } | { connected: false; code: Refusal["code"] | undefined; reason: string };

const settle = (socket: Socket): Promise<End> =>
  new Promise((resolve) => {
    socket.once("connect", () => resolve({ connected: true }));
    socket.once("connect_error", (error) => {
      const data: unknown = "data" in error ? error.data : undefined;
      const code = hasRefusalCode(data) ? data.code : undefined;
      resolve({ connected: false, code, reason: reasonOf(error) });
    });
  });

const hasRefusalCode = (data: unknown): data is Pick<Refusal, "code"> =>
  typeof data === "object" && data !== null && "code" in data;

/** Socket.IO's "websocket error" hides what the server or the proxy answered. */
const reasonOf = (error: Error): string => {
  const inner: unknown = "description" in error ? error.description : undefined;
  const message =
    typeof inner === "object" && inner !== null && "message" in inner ? inner.message : error.message;
  return String(message);
};
