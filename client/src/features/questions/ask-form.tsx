import { MAX_MESSAGE_LENGTH, type Refusal } from "@showdrop/shared";
import { type FormEvent, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { mayHaveHappened, useAttempt } from "../../lib/use-attempt.ts";
import { Button, Field, TextInput } from "../../ui/index.ts";
import type { FollowedShow } from "../watch/use-show.ts";

/** A message that is a question, whatever its text looks like. It stands in the chat too. */
export const AskForm = ({ post }: { post: FollowedShow["post"] }) => {
  const t = useTexts("questions");
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const attempt = useAttempt();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || text.trim() === "") return;
    setBusy(true);
    const answer = await post({ text, kind: "question", key: attempt.keyFor(text) });
    setBusy(false);
    setRefusal(answer.ok ? null : answer.error);
    if (answer.ok) setText("");
    if (answer.ok || !mayHaveHappened(answer.error)) attempt.done();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex items-start gap-2">
      <Field label={t("ask")} hiddenLabel error={refusal} className="grow">
        <TextInput
          value={text}
          maxLength={MAX_MESSAGE_LENGTH}
          placeholder={t("ask")}
          autoComplete="off"
          enterKeyHint="send"
          onChange={({ target }) => setText(target.value)}
        />
      </Field>
      <Button type="submit" variant="primary" busy={busy}>
        {t("send")}
      </Button>
    </form>
  );
};
