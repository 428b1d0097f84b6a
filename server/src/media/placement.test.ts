import type { MediaNode } from "@showdrop/shared";
import { expect, test } from "vitest";
import { chooseForViewer, chooseOrigin } from "./placement.ts";

const SHOW = "a".repeat(24);
const node = (nodeId: string, more: Partial<MediaNode> = {}): MediaNode => ({
  ...{ nodeId, url: `http://${nodeId}.example`, pipeUrl: `http://${nodeId}.example` },
  ...{ rtpCapabilities: {}, workers: 1, capacity: 10, peers: 0, carrying: [], hosting: [], draining: false },
  ...more,
});
const originAmong = (bound: string | null, ...nodes: MediaNode[]) =>
  chooseOrigin(nodes, SHOW, bound)?.nodeId ?? null;
const viewersGoTo = (originId: string, ...nodes: MediaNode[]) =>
  chooseForViewer(nodes, SHOW, originId)?.nodeId ?? null;

const hosting = { hosting: [SHOW], carrying: [SHOW] };
const carrying = { carrying: [SHOW] };

test.each([
  [
    "a new show goes to the node with the smallest share taken",
    null,
    "large",
    [node("small", { peers: 5 }), node("large", { peers: 40, capacity: 400 })],
  ],
  ["it stays where it was bound", "full", "full", [node("empty"), node("full", { peers: 10 })]],
  ["it goes where its host sends", "bound", "there", [node("bound"), node("there", hosting)]],
  ["two hosts on two nodes go on at the bound one", "b", "b", [node("a", hosting), node("b", hosting)]],
  [
    "a draining node loses it, its host too",
    "a",
    "b",
    [node("a", { ...hosting, draining: true }), node("b")],
  ],
  ["a node without a worker loses it", "a", "b", [node("a", { capacity: 0 }), node("b", { peers: 10 })]],
  ["a dead node loses it", "dead", "b", [node("b")]],
  ["no draining node is taken for want of another", "a", null, [node("a", { draining: true })]],
  ["no node, no origin", null, null, []],
] satisfies [string, string | null, string | null, MediaNode[]][])(
  "origin: %s",
  (_, bound, chosen, nodes) => {
    expect(originAmong(bound, ...nodes)).toBe(chosen);
  },
);

test.each([
  [
    "the origin while it has room",
    "a",
    [node("a", { peers: 9, ...hosting }), node("b"), node("c", carrying)],
  ],
  [
    "an edge that carries the show already",
    "c",
    [node("a", { peers: 10, ...hosting }), node("b"), node("c", { peers: 8, ...carrying })],
  ],
  [
    "of several edges the emptier",
    "c",
    [
      node("a", { peers: 10, ...hosting }),
      node("b", { peers: 8, ...carrying }),
      node("c", { peers: 2, ...carrying }),
    ],
  ],
  [
    "another node when the edges are full",
    "b",
    [node("a", { peers: 10, ...hosting }), node("b"), node("c", { peers: 10, ...carrying })],
  ],
  [
    "the least overloaded when all are full",
    "large",
    [node("a", { peers: 20, ...hosting }), node("large", { peers: 110, capacity: 100 })],
  ],
  [
    "no draining edge",
    "b",
    [node("a", { peers: 10, ...hosting }), node("b"), node("c", { ...carrying, draining: true })],
  ],
] satisfies [string, string, MediaNode[]][])("a viewer goes to %s", (_, chosen, nodes) => {
  expect(viewersGoTo("a", ...nodes)).toBe(chosen);
});
