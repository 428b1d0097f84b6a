import { type Note, ok, type Person, type Result, refuse } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { Act } from "./act.ts";
import { personOf } from "./list-bans.ts";
import type { NoteRecord, NoteStore } from "./notes.store.ts";

export interface NotesDeps {
  notes: NoteStore;
  clock: Clock;
  requireRole: RequireRole;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
  act: Act;
}

export const toNote = (note: NoteRecord, people: ReadonlyMap<string, Person>): Note => ({
  id: note.id,
  author: personOf(people, note.authorId),
  text: note.text,
  at: note.at.toISOString(),
  editedAt: note.editedAt?.toISOString() ?? null,
});

/** Writes a note about a person, for the team alone. */
export const addNote = async (
  { notes, clock, requireRole, people, act }: NotesDeps,
  viewer: Person,
  { shopId, userId, text }: { shopId: string; userId: string; text: string },
): Promise<Result<Note>> => {
  const role = await requireRole(shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  if ((await people([userId])).size === 0) return refuse("NOT_FOUND");
  return act<Note>(shopId, async (session) => {
    const given = { userId, authorId: viewer.id, text, at: new Date(clock.now()) };
    const note = await notes.add(shopId, given, session);
    return ok({
      answer: toNote(note, new Map([[viewer.id, viewer]])),
      row: {
        actorId: viewer.id,
        action: "note:add",
        subject: `user:${userId}`,
        personId: userId,
        after: { text },
      },
    });
  });
};

/** Changes one's own note: for anybody else on the team it is there to be read alone. */
export const editNote = async (
  { notes, clock, requireRole, act }: NotesDeps,
  viewer: Person,
  { shopId, noteId, text }: { shopId: string; noteId: string; text: string },
): Promise<Result<Note>> => {
  const role = await requireRole(shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  const editedAt = new Date(clock.now());
  return act<Note>(shopId, async (session) => {
    const before = await notes.edit(shopId, noteId, { authorId: viewer.id, text, at: editedAt }, session);
    if (!before) return refuse((await notes.exists(shopId, noteId)) ? "NOT_ALLOWED" : "NOT_FOUND");
    return ok({
      answer: toNote({ ...before, text, editedAt }, new Map([[viewer.id, viewer]])),
      row: {
        actorId: viewer.id,
        action: "note:edit",
        subject: `user:${before.userId}`,
        personId: before.userId,
        before: { text: before.text },
        after: { text },
      },
    });
  });
};
