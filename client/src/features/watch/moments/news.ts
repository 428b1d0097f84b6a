import type { Drop, Hold, ShowSnapshot } from "@showdrop/shared";
import { type DropView, dropView, HURRY_SECONDS } from "../../drops/drop-view.ts";

/** Something that a person who does not see the page wants to know at once. */
export type News =
  | { kind: "opened" | "sold-out" | "all-held"; title: string }
  | { kind: "held" | "your-turn" | "hurry" | "hold-ended"; title: string };

/** What was known of a show's drops and my holds, as far as news come from it. */
export interface Known {
  drops: ReadonlyMap<string, DropView["kind"]>;
  holds: ReadonlyMap<string, "running" | "hurry" | "over">;
}

const stateOf = (hold: Hold, now: number): "running" | "hurry" | "over" => {
  if (hold.status !== "active" && hold.status !== "paying") return "over";
  return (Date.parse(hold.expiresAt) - now) / 1000 <= HURRY_SECONDS ? "hurry" : "running";
};

export const known = (show: ShowSnapshot, now: number): Known => ({
  drops: new Map(
    show.drops.map((drop) => [drop.id, dropView(drop, { ...show, holds: [], waits: [] }, now).kind]),
  ),
  holds: new Map(show.holds.map((hold) => [hold.id, stateOf(hold, now)])),
});

const ofDrop = (drop: Drop, before: DropView["kind"], after: DropView["kind"]): News[] => {
  const { title } = drop.product;
  if (before === after) return [];
  if (after === "open" && (before === "not-open" || before === "early")) return [{ kind: "opened", title }];
  if (after === "sold-out" || (after === "all-held" && before === "open")) return [{ kind: after, title }];
  return [];
};

const ofHold = (hold: Hold, title: string, before: string | undefined, after: string): News[] => {
  if (before === undefined && after !== "over") return [{ kind: hold.offered ? "your-turn" : "held", title }];
  if (before === "running" && after === "hurry") return [{ kind: "hurry", title }];
  if (before !== "over" && hold.status === "expired") return [{ kind: "hold-ended", title }];
  return [];
};

/** What changed since `before`, mine first: each once, and nothing of what was so when the page opened. */
export const newsSince = (before: Known, show: ShowSnapshot, now: number): News[] => {
  const after = known(show, now);
  const titleOf = (dropId: string) => show.drops.find(({ id }) => id === dropId)?.product.title ?? "";
  return [
    ...show.holds.flatMap((hold) =>
      ofHold(hold, titleOf(hold.dropId), before.holds.get(hold.id), after.holds.get(hold.id) ?? "over"),
    ),
    ...show.drops.flatMap((drop) => {
      const [was, is] = [before.drops.get(drop.id), after.drops.get(drop.id)];
      // One that is new may be open from its first moment on.
      return is ? ofDrop(drop, was ?? "not-open", is) : [];
    }),
  ];
};
