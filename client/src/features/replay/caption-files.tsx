import { type CaptionTrack, captionRoutes, MAX_CAPTIONS_BYTES, type Refusal, refuse } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { Captions, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { languageNames, languages, useLanguage, useTexts } from "../../i18n/index.ts";
import { call, keyOf, useAnswer } from "../../lib/api.ts";
import { Button, Field, IconButton, RefusalNotice, Select, useToast } from "../../ui/index.ts";

/** Languages that are spoken in shows most, ours first. Any other is a matter of the API. */
const spoken = [...languages, "ja", "zh", "es", "fr", "de", "pt", "vi", "th", "id"] as const;

/** The captions of a replay, for those who run the shop: a WebVTT file a language. */
export const CaptionFiles = ({ showId }: { showId: string }) => {
  const t = useTexts("replay");
  const { language: mine } = useLanguage();
  const toast = useToast();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [language, setLanguage] = useState<string>(mine);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { data } = useAnswer(captionRoutes.listCaptions, { params: { showId } });
  const nameOf = (tag: string) => new Intl.DisplayNames([mine], { type: "language" }).of(tag) ?? tag;

  const change = async (work: () => Promise<Refusal | null>, done: string) => {
    setBusy(true);
    const refused = await work();
    setBusy(false);
    setRefusal(refused);
    if (refused) return;
    toast.success(done);
    await client.invalidateQueries({ queryKey: keyOf(captionRoutes.listCaptions) });
  };
  const upload = (file: File) =>
    change(async () => {
      if (file.size > MAX_CAPTIONS_BYTES) return refuse("CAPTIONS_TOO_LARGE").error;
      const answer = await call(captionRoutes.putCaptions, { params: { showId, language }, file });
      return answer.ok ? null : answer.error;
    }, t("captions.saved"));
  const remove = (track: CaptionTrack) =>
    change(async () => {
      const params = { showId, language: track.language };
      const answer = await call(captionRoutes.removeCaptions, { params });
      return answer.ok ? null : answer.error;
    }, t("captions.removed"));

  return (
    <div className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <h3 className="flex items-center gap-2 font-semibold">
        <Captions size={18} aria-hidden />
        {t("captions.title")}
      </h3>
      <p className="text-sm text-muted">{t("captions.text")}</p>
      <ul className="flex flex-col divide-y divide-line">
        {data?.items.map((track) => (
          <li key={track.language} className="flex items-center gap-3 py-1">
            <span className="grow font-medium">{nameOf(track.language)}</span>
            <span className="text-sm text-muted">{t("captions.cues", { count: track.cues })}</span>
            <IconButton
              label={t("captions.remove", { language: nameOf(track.language) })}
              icon={<Trash2 size={18} aria-hidden />}
              disabled={busy}
              onClick={() => void remove(track)}
            />
          </li>
        ))}
      </ul>
      <div className="flex items-end gap-2">
        <div className="min-w-0 grow">
          <Field label={t("captions.language")}>
            <Select
              value={language}
              onChange={setLanguage}
              options={spoken.map((tag) => ({
                value: tag,
                label: tag === "en" || tag === "ko" ? languageNames[tag] : nameOf(tag),
              }))}
            />
          </Field>
        </div>
        <input
          ref={input}
          type="file"
          accept=".vtt,text/vtt"
          aria-label={t("captions.file")}
          className="sr-only"
          tabIndex={-1}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            target.value = "";
            if (file) void upload(file);
          }}
        />
        <Button busy={busy} onClick={() => input.current?.click()}>
          {t("captions.add")}
        </Button>
      </div>
      <RefusalNotice refusal={refusal} />
    </div>
  );
};
