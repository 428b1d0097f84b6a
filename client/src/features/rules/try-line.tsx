import { type AutomodSettings, automodRoutes, MAX_MESSAGE_LENGTH } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { Button, Card, Field, Notice, RefusalNotice, TextInput } from "../../ui/index.ts";

interface TryLineProps {
  shopId: string;
  /** What is on the page; null while something of it is not right: what is saved then counts. */
  settings: AutomodSettings | null;
}

const tones = { allow: "success", hold: "warn", refuse: "error" } as const;

/** Says what would become of a line. */
export const TryLine = ({ shopId, settings }: TryLineProps) => {
  const t = useTexts("rules");
  const [text, setText] = useState("");
  const send = useSend(automodRoutes.tryAutomod);
  const check = () => send.mutate({ params: { shopId }, body: { text, ...(settings ? { settings } : {}) } });
  const { data } = send;
  return (
    <Card className="flex flex-col gap-3 p-4 sm:p-5">
      <div className="flex items-end gap-2">
        <Field label={t("automod.try")} hint={t("automod.tryHint")} className="grow">
          <TextInput
            value={text}
            maxLength={MAX_MESSAGE_LENGTH}
            autoComplete="off"
            onChange={({ target }) => {
              setText(target.value);
              send.reset();
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              // Enter asks; it does not save the page.
              event.preventDefault();
              check();
            }}
          />
        </Field>
        <Button className="mb-6.5" busy={send.isPending} disabled={text.trim() === ""} onClick={check}>
          {t("automod.check")}
        </Button>
      </div>
      <RefusalNotice refusal={send.error} />
      {data && (
        <Notice tone={tones[data.action]}>
          {t(`automod.verdict.${data.action}`)}
          {data.reason && (
            <span className="font-normal">
              {" "}
              {t(`review.because.${data.reason.rule}`, { found: data.reason.found })}
            </span>
          )}
        </Notice>
      )}
    </Card>
  );
};
