import { moderationRoutes, type Note, WriteNote } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useSend } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import { useDates } from "../../lib/time.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Field, IconButton, RefusalNotice, TextArea } from "../../ui/index.ts";

interface Place {
  shopId: string;
  userId: string;
}

/** Writes a note, or changes one's own. */
const NoteForm = ({ shopId, userId, note, onDone }: Place & { note: Note | null; onDone: () => void }) => {
  const t = useTexts("mods");
  const common = useTexts();
  const client = useQueryClient();
  const [text, setText] = useState(note?.text ?? "");
  const form = useForm(WriteNote, ["text"]);
  const add = useSend(moderationRoutes.addNote);
  const edit = useSend(moderationRoutes.editNote);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = form.check({ text });
    if (!body) return;
    const then = {
      onError: form.refuse,
      onSuccess: async () => {
        setText("");
        await client.invalidateQueries({ queryKey: keyOf(moderationRoutes.readPersonCard) });
        onDone();
      },
    };
    if (note) edit.mutate({ params: { shopId, noteId: note.id }, body }, then);
    else add.mutate({ params: { shopId, userId }, body }, then);
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-2">
      <RefusalNotice refusal={form.rest} />
      <Field label={note ? t("card.editNote") : t("card.newNote")} hiddenLabel error={form.at("text")}>
        <TextArea
          rows={2}
          maxLength={500}
          placeholder={t("card.newNote")}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" size="sm" busy={add.isPending || edit.isPending}>
          {t("card.saveNote")}
        </Button>
        {note && (
          <Button size="sm" variant="ghost" onClick={onDone}>
            {common("cancel")}
          </Button>
        )}
      </div>
    </form>
  );
};

/** What the team wrote down about somebody; each changes their own notes alone. */
export const Notes = ({ notes, ...place }: Place & { notes: readonly Note[] }) => {
  const t = useTexts("mods");
  const { me } = useMe();
  const { shortDateTime } = useDates();
  const [editing, setEditing] = useState<string | null>(null);
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t("card.notes")}</h3>
      <ul className="flex flex-col gap-2">
        {notes.map((note) => (
          <li key={note.id} className="rounded-md bg-raised p-3 text-sm">
            {editing === note.id ? (
              <NoteForm {...place} note={note} onDone={() => setEditing(null)} />
            ) : (
              <div className="flex items-start gap-2">
                <div className="min-w-0 grow">
                  <p className="[overflow-wrap:anywhere] whitespace-pre-wrap">{note.text}</p>
                  <p className="mt-1 text-muted">
                    {note.author.displayName}, {shortDateTime(note.editedAt ?? note.at)}
                    {note.editedAt && ` · ${t("card.edited")}`}
                  </p>
                </div>
                {note.author.id === me?.id && (
                  <IconButton
                    label={t("card.editNote")}
                    icon={<Pencil size={16} aria-hidden />}
                    onClick={() => setEditing(note.id)}
                    className="-my-2 -mr-2"
                  />
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      <NoteForm {...place} note={null} onDone={() => undefined} />
    </section>
  );
};
