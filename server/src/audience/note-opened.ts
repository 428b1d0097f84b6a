import { type Opened, ok, type Result, refuse } from "@showdrop/shared";
import type { Arrival } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { Opening, OpeningStore } from "./openings.store.ts";

/** Openings that a server remembers, so that a card opened a hundred times is written down once. */
const MOST_REMEMBERED = 50_000;
/** Things that one person opens in one show; more, and it is no person. */
const MOST_OF_PERSON = 200;

export interface NoteOpenedDeps {
  openings: Pick<OpeningStore, "add">;
  findShow(id: string): Promise<{ shopId: string; status: string } | null>;
  hostsOf(showId: string): Promise<ReadonlySet<string>>;
  /** The show that a drop is of. */
  showOfDrop(dropId: string): Promise<string | null>;
  /** The shop that a product is of. */
  shopOfProduct(productId: string): Promise<string | null>;
  clock: Clock;
}

/**
 * Writes down that somebody who is in a show opened something of it. What is not of this show is no fault of a page that is
 * behind, and is left out without a word. Reports count people by it, and never money.
 */
export const createNoteOpened = (deps: NoteOpenedDeps) => {
  const { openings, findShow, hostsOf, showOfDrop, shopOfProduct, clock } = deps;
  const remembered = new Set<string>();
  const ofPeople = new Map<string, number>();

  const isOfShow = async (opened: Opened, showId: string, shopId: string): Promise<boolean> => {
    switch (opened.what) {
      case "drop":
        return (await showOfDrop(opened.id)) === showId;
      case "product":
        return (await shopOfProduct(opened.id)) === shopId;
      case "bag":
        return true;
    }
  };

  return async (
    arrival: Arrival | null,
    showId: string,
    opened: Opened,
  ): Promise<Result<Record<string, never>>> => {
    if (!arrival) return refuse("NOT_FOUND");
    const { person, visitor } = arrival;
    const subjectId = opened.what === "bag" ? null : opened.id;
    const key = `${showId} ${person} ${opened.what} ${subjectId}`;
    const ofPerson = `${showId} ${person}`;
    const before = ofPeople.get(ofPerson) ?? 0;
    if (remembered.has(key) || before >= MOST_OF_PERSON) return ok({});
    if (remembered.size >= MOST_REMEMBERED) {
      remembered.clear();
      ofPeople.clear();
    }
    remembered.add(key);
    ofPeople.set(ofPerson, before + 1);
    const show = await findShow(showId);
    if (!show || (show.status !== "live" && show.status !== "paused")) return ok({});
    if (person.startsWith("u:") && (await hostsOf(showId)).has(person.slice(2))) return ok({});
    if (!(await isOfShow(opened, showId, show.shopId))) return ok({});
    const opening: Opening = { showId, person, visitor, what: opened.what, subjectId };
    await openings.add(opening, new Date(clock.now()));
    return ok({});
  };
};
