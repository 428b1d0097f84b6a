import type { MediaNode } from "@showdrop/shared";

/** How full a node is, as a share of what it carries well. */
const load = ({ peers, capacity }: MediaNode): number => peers / capacity;
const hasRoom = ({ peers, capacity }: MediaNode): boolean => peers < capacity;
const leastLoaded = (nodes: readonly MediaNode[]): MediaNode | undefined =>
  nodes.toSorted((a, b) => load(a) - load(b) || a.carrying.length - b.carrying.length)[0];

/** Those that take peers in: not about to stop, and with a living worker. */
const open = (nodes: readonly MediaNode[]): MediaNode[] =>
  nodes.filter(({ draining, capacity }) => !draining && capacity > 0);

/**
 * The node that a show's hosts and guests send to: the one it is bound to, unless its host already sends to another; else
 * the one that the host sends to; else the least loaded. A node that drains is never chosen.
 */
export const chooseOrigin = (
  nodes: readonly MediaNode[],
  showId: string,
  bound: string | null,
): MediaNode | null => {
  const candidates = open(nodes);
  const hosting = candidates.filter((node) => node.hosting.includes(showId));
  const isBound = ({ nodeId }: MediaNode): boolean => nodeId === bound;
  return hosting.find(isBound) ?? hosting[0] ?? candidates.find(isBound) ?? leastLoaded(candidates) ?? null;
};

/**
 * The node for one more viewer of a show: its origin while that has room, then an edge that carries the show already,
 * then any other node with room. When all are full, the one that is least overloaded.
 */
export const chooseForViewer = (
  nodes: readonly MediaNode[],
  showId: string,
  originId: string,
): MediaNode | null => {
  const candidates = open(nodes);
  const roomy = candidates.filter(hasRoom);
  return (
    roomy.find(({ nodeId }) => nodeId === originId) ??
    leastLoaded(roomy.filter(({ carrying }) => carrying.includes(showId))) ??
    leastLoaded(roomy) ??
    leastLoaded(candidates) ??
    null
  );
};
