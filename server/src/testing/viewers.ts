import { setTimeout as sleep } from "node:timers/promises";
import { parseAnswer, ShowEntry, ShowFrame, type ShowSnapshot } from "@showdrop/shared";
import { z } from "zod";

/** Milliseconds that a viewer waits for a missing entry, and the most that they wait before they come back. */
const PATIENCE_MS = 300;
const COMES_BACK_WITHIN_MS = 2_000;

/** One page of many: the least that follows a show as a page does, so that a test can open a thousand. */
export interface Viewer {
  /** The newest entry up to which it missed nothing. */
  seq(): number;
  /** What it has read in the chat, by message. */
  texts(): Map<string, string>;
  /** How many snapshots it has read: one, and one after each reconnection and each gap. */
  snapshots(): number;
  isIn(): boolean;
  close(): void;
}

const Answer = z.tuple([z.unknown()]);

/** Follows a show over a bare WebSocket; when it is cut off it goes to the next server. */
export const openViewer = (urls: readonly string[], showId: string): Viewer => {
  let socket: WebSocket;
  let tries = 0;
  let closed = false;
  let inside = false;
  let seq = 0;
  let snapshots = 0;
  let gap: NodeJS.Timeout | undefined;
  let early = new Map<number, ShowEntry>();
  const texts = new Map<string, string>();

  const join = (): void => {
    socket.send(`420["show:join",${JSON.stringify({ showId })}]`);
  };
  const follow = (entries: readonly ShowEntry[]): void => {
    for (const entry of entries) if (entry.seq > seq) early.set(entry.seq, entry);
    for (let entry = early.get(seq + 1); entry; entry = early.get(seq + 1)) {
      seq = entry.seq;
      early.delete(seq);
      if (entry.event === "chat:posted") texts.set(entry.data.id, entry.data.text);
    }
    clearTimeout(gap);
    if (inside && early.size > 0) gap = setTimeout(join, PATIENCE_MS * (1 + Math.random()));
  };
  const takeSnapshot = (snapshot: ShowSnapshot): void => {
    inside = true;
    snapshots += 1;
    for (const { id, text } of snapshot.messages) texts.set(id, text);
    seq = Math.max(seq, snapshot.seq);
    early = new Map([...early].filter(([number]) => number > seq));
    follow([]);
  };
  const hear = (said: string): void => {
    if (said === "2") socket.send("3");
    else if (said.startsWith("0")) socket.send("40");
    else if (said.startsWith("40")) join();
    else if (said.startsWith('42["show",')) {
      const [, frame] = z.tuple([z.literal("show"), ShowFrame]).parse(JSON.parse(said.slice(2)));
      follow(frame.map((entry) => ShowEntry.parse(entry)));
    } else if (said.startsWith("430")) {
      const answer = parseAnswer("show:join", Answer.parse(JSON.parse(said.slice(3)))[0]);
      if (answer.ok) takeSnapshot(answer.data);
      else void sleep((answer.error.retryAfter ?? 1) * 1000 + Math.random() * 1000).then(join);
    }
  };
  const connect = (): void => {
    const url = urls[tries % urls.length] ?? "";
    tries += 1;
    socket = new WebSocket(`${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`);
    socket.onmessage = ({ data }) => hear(String(data));
    socket.onclose = () => {
      inside = false;
      clearTimeout(gap);
      if (!closed) void sleep(Math.random() * COMES_BACK_WITHIN_MS).then(connect);
    };
  };
  connect();
  return {
    seq: () => seq,
    texts: () => texts,
    snapshots: () => snapshots,
    isIn: () => inside,
    close() {
      closed = true;
      clearTimeout(gap);
      socket.close();
    },
  };
};
