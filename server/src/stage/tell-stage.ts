import type { Person, PictureRef, Stage } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { MediaBus } from "../media/media-bus.ts";
import type { StageChange, StageRecord } from "./stage.store.ts";
import { isOnStage } from "./stage-moves.ts";

export interface TellStageDeps {
  hub: Hub;
  mediaBus: MediaBus;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
}

/** A stage as everybody may see it. */
export const viewStage = async (
  people: TellStageDeps["people"],
  { revision, layout, featured, guests }: StageRecord,
): Promise<Stage> => {
  const known =
    guests.length > 0 ? await people(guests.flatMap(({ userId, invitedBy }) => [userId, invitedBy])) : null;
  return {
    revision,
    layout,
    featured,
    guests: guests.flatMap(({ userId, status, muted, invitedBy }) => {
      const [person, inviter] = [known?.get(userId), known?.get(invitedBy)];
      return person && inviter ? [{ person, status, muted, invitedBy: inviter }] : [];
    }),
  };
};

const sameRef = (a: PictureRef | null, b: PictureRef | null): boolean =>
  a?.userId === b?.userId && a?.source === b?.source;

/**
 * Tells media nodes and pages of a change that is written already. The nodes come first: who is off the stage stops
 * sending before anybody is told.
 */
export const tellStage = async (
  { hub, mediaBus, people }: TellStageDeps,
  showId: string,
  { before, after }: StageChange,
): Promise<Stage> => {
  const gone = before.guests.filter(({ userId }) => isOnStage(before, userId) && !isOnStage(after, userId));
  for (const { userId } of gone) await mediaBus.tell({ type: "sender:removed", showId, userId });
  if (!sameRef(before.featured, after.featured))
    await mediaBus.tell({ type: "stage:featured", showId, featured: after.featured });
  const stage = await viewStage(people, after);
  await hub.publish(showId, "stage:changed", stage);
  return stage;
};
