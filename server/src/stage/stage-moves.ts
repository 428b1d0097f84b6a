import { type ArrangeStage, type GuestStatus, guestMoves, MAX_GUESTS, ok, refuse } from "@showdrop/shared";
import { emptyStage, type GuestRecord, type StageMove, type StageRecord } from "./stage.store.ts";

/** All that can happen to a stage, as pure functions: what it becomes, or the refusal. */

const unlessOver =
  (move: StageMove): StageMove =>
  (stage) =>
    stage.over ? refuse("SHOW_ENDED") : move(stage);

export const guestOf = (stage: StageRecord, userId: string): GuestRecord | null =>
  stage.guests.find((guest) => guest.userId === userId) ?? null;

export const isOnStage = (stage: StageRecord, userId: string): boolean =>
  guestOf(stage, userId)?.status === "on-stage";

const withGuest = (stage: StageRecord, changed: GuestRecord): StageRecord => ({
  ...stage,
  guests: stage.guests.map((guest) => (guest.userId === changed.userId ? changed : guest)),
});

const may = (from: GuestStatus, to: GuestStatus | "gone"): boolean => {
  const next: readonly (GuestStatus | "gone")[] = guestMoves[from];
  return next.includes(to);
};

/**
 * Chooses layout and featured picture.
 * @param mayHost whether a person hosts the show and so may be featured without being a guest
 */
export const arrange = (
  { layout, featured }: ArrangeStage,
  mayHost: (userId: string) => boolean,
): StageMove =>
  unlessOver((stage) => {
    if (featured && !mayHost(featured.userId) && !isOnStage(stage, featured.userId))
      return refuse("NOT_ON_STAGE", { path: "featured" });
    return ok({
      ...stage,
      layout: layout ?? stage.layout,
      featured: featured === undefined ? stage.featured : featured,
    });
  });

/** The featured person's picture is the large one no more; refuses others. */
export const stepBack = (userId: string): StageMove =>
  unlessOver((stage) => {
    if (stage.featured === null) return ok(stage);
    return stage.featured.userId === userId ? ok({ ...stage, featured: null }) : refuse("NOT_ALLOWED");
  });

export const invite = (userId: string, invitedBy: string): StageMove =>
  unlessOver((stage) => {
    if (guestOf(stage, userId)) return refuse("ALREADY_ON_STAGE");
    if (stage.guests.length >= MAX_GUESTS) return refuse("STAGE_FULL");
    const guest: GuestRecord = { userId, status: "invited", muted: false, invitedBy };
    return ok({ ...stage, guests: [...stage.guests, guest] });
  });

export const accept = (userId: string): StageMove =>
  unlessOver((stage) => {
    const guest = guestOf(stage, userId);
    if (guest?.status === "on-stage") return ok(stage);
    if (!guest || !may(guest.status, "on-stage")) return refuse("NOT_INVITED");
    return ok(withGuest(stage, { ...guest, status: "on-stage" }));
  });

/** An invitation is declined or withdrawn, a guest leaves or is removed; and nothing of them is featured. */
export const goAway = (userId: string): StageMove =>
  unlessOver((stage) => {
    const guest = guestOf(stage, userId);
    if (!guest || !may(guest.status, "gone")) return refuse("NOT_ON_STAGE");
    return ok({
      ...stage,
      guests: stage.guests.filter((each) => each !== guest),
      featured: stage.featured?.userId === userId ? null : stage.featured,
    });
  });

export const setMuted = (userId: string, muted: boolean): StageMove =>
  unlessOver((stage) => {
    const guest = guestOf(stage, userId);
    if (guest?.status !== "on-stage") return refuse("NOT_ON_STAGE");
    return ok(guest.muted === muted ? stage : withGuest(stage, { ...guest, muted }));
  });

/** The show is over: the stage is as it was in the beginning, and stays so. */
export const clear: StageMove = (stage) =>
  ok(stage.over ? stage : { ...emptyStage, revision: stage.revision, over: true });
