import {
  type Emote,
  EmoteCode,
  emoteRoutes,
  MAX_EMOTES,
  MAX_IMAGE_BYTES,
  type Refusal,
  refuse,
} from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { ImagePlus, Trash2 } from "lucide-react";
import { type SubmitEvent, useId, useRef, useState } from "react";
import { z } from "zod";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { useForm } from "../../lib/use-form.ts";
import {
  Button,
  Card,
  Field,
  IconButton,
  Loading,
  RefusalNotice,
  RetryNotice,
  TextInput,
  useToast,
} from "../../ui/index.ts";
import { IMAGE_TYPES } from "../catalog/upload-image.ts";

const Form = z.strictObject({ code: EmoteCode });
const places = {
  EMOTE_CODE_TAKEN: "code",
  IMAGE_MISSING: "file",
  IMAGE_TOO_LARGE: "file",
  IMAGE_UNSUPPORTED: "file",
} as const;

const AddEmote = ({ shopId }: { shopId: string }) => {
  const t = useTexts("studioChat");
  const client = useQueryClient();
  const toast = useToast();
  const fileId = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const form = useForm(Form, ["code", "file"], places);
  const send = useSend(emoteRoutes.addEmote);
  const deny = (refusal: Refusal) => form.refuse(refusal);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entered = form.check({ code });
    if (!entered) return;
    if (!file) return deny(refuse("IMAGE_MISSING").error);
    if (file.size > MAX_IMAGE_BYTES) return deny(refuse("IMAGE_TOO_LARGE").error);
    send.mutate(
      { params: { shopId, code: entered.code }, file },
      {
        onError: deny,
        onSuccess: async (emote) => {
          setCode("");
          setFile(null);
          if (picker.current) picker.current.value = "";
          toast.success(t("emotes.added", { code: emote.code }));
          await client.invalidateQueries({ queryKey: keyOf(emoteRoutes.listEmotes) });
        },
      },
    );
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3 border-t border-line p-4 sm:p-5">
      <RefusalNotice refusal={form.rest} />
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] sm:items-start">
        <Field label={t("emotes.picture")} hint={t("emotes.pictureHint")} error={form.at("file")}>
          <label
            htmlFor={fileId}
            className="flex h-11 items-center gap-2.5 rounded-md border border-dashed border-line-strong/60 px-3.5 text-muted hover:border-line-strong has-focus-visible:outline-2 has-focus-visible:outline-ink"
          >
            <ImagePlus size={18} aria-hidden className="shrink-0" />
            <span className="truncate">{file?.name ?? t("emotes.choose")}</span>
            <input
              ref={picker}
              id={fileId}
              type="file"
              accept={IMAGE_TYPES}
              aria-label={t("emotes.picture")}
              className="sr-only"
              onChange={({ target }) => setFile(target.files?.[0] ?? null)}
            />
          </label>
        </Field>
        <Field label={t("emotes.code")} hint={t("emotes.codeHint")} error={form.at("code")}>
          <TextInput
            prefix=":"
            autoComplete="off"
            value={code}
            onChange={({ target }) => setCode(target.value.replaceAll(":", ""))}
          />
        </Field>
        <Button type="submit" variant="primary" busy={send.isPending} className="sm:mt-6.5">
          {t("emotes.add")}
        </Button>
      </div>
    </form>
  );
};

const EmoteTile = ({ shopId, emote, mayChange }: { shopId: string; emote: Emote; mayChange: boolean }) => {
  const t = useTexts("studioChat");
  const client = useQueryClient();
  const toast = useToast();
  const send = useSend(emoteRoutes.removeEmote);
  const remove = () =>
    send.mutate(
      { params: { shopId, code: emote.code } },
      {
        onError: toast.refusal,
        onSuccess: () => client.invalidateQueries({ queryKey: keyOf(emoteRoutes.listEmotes) }),
      },
    );
  return (
    <li className="flex min-w-0 items-center gap-2 rounded-md border border-line py-1 pr-1 pl-2.5">
      <img src={emote.url} alt="" className="h-8 max-w-12 object-contain" />
      <span className="min-w-0 grow truncate text-sm font-medium">:{emote.code}:</span>
      {mayChange && (
        <IconButton
          label={t("emotes.remove", { code: emote.code })}
          icon={<Trash2 size={16} aria-hidden />}
          busy={send.isPending}
          onClick={remove}
        />
      )}
    </li>
  );
};

/** The shop's own small pictures. */
export const Emotes = ({ shopId, mayChange }: { shopId: string; mayChange: boolean }) => {
  const t = useTexts("studioChat");
  const emotes = useAnswer(emoteRoutes.listEmotes, { params: { shopId } });
  const items = emotes.data?.items ?? [];
  return (
    <section className="flex flex-col gap-2.5">
      <div>
        <h2 className="text-sm font-semibold text-muted">{t("emotes.title")}</h2>
        <p className="text-sm text-muted">{t("emotes.text", { count: items.length, most: MAX_EMOTES })}</p>
      </div>
      <RetryNotice refusal={emotes.error} onRetry={emotes.refetch} />
      <Card>
        <div className="p-4 sm:p-5">
          {emotes.isPending && <Loading />}
          {emotes.data && items.length === 0 && <p className="text-muted">{t("emotes.none")}</p>}
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))] gap-2">
            {items.map((emote) => (
              <EmoteTile key={emote.id} {...{ shopId, emote, mayChange }} />
            ))}
          </ul>
        </div>
        {mayChange && items.length < MAX_EMOTES && <AddEmote shopId={shopId} />}
      </Card>
    </section>
  );
};
