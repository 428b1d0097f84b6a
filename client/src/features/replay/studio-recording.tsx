import { recordingRoutes, type Show } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { Button, ButtonLink, ConfirmDialog, Notice, useToast } from "../../ui/index.ts";
import { StudioClips } from "../clips/studio-clips.tsx";
import { refreshShows } from "../schedule/refresh-shows.ts";
import { CaptionFiles } from "./caption-files.tsx";
import { ReplayInTheMaking } from "./replay.tsx";
import { useRecording } from "./use-recording.ts";

/** The recording of a show that is over, for those who run the shop: where it is, how long it stays, and its deletion. */
export const StudioRecording = ({ show }: { show: Show }) => {
  const t = useTexts("replay");
  const { date } = useDates();
  const found = useRecording(show);
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const toast = useToast();
  const remove = useSend(recordingRoutes.deleteRecording);
  const [deleted, setDeleted] = useState(false);
  if (deleted || found.state === "none" || found.state === "asking") return null;
  const onDeleted = async () => {
    setDeleted(true);
    toast.success(t("deleted"));
    await Promise.all([
      client.resetQueries({ queryKey: [recordingRoutes.readRecording.path] }),
      refreshShows(client),
    ]);
  };
  return (
    <section aria-label={t("title")} className="flex flex-col gap-3">
      {found.state === "making" && <ReplayInTheMaking progress={found.progress} />}
      {found.state === "failed" && <Notice tone="warn">{t("failed")}</Notice>}
      {found.state === "ready" && (
        <Notice tone="success" action={<ButtonLink to={`/shows/${show.id}`}>{t("watch")}</ButtonLink>}>
          {t("ready")}
          {found.recording.expiresAt && (
            <span className="block font-normal">{t("until", { date: date(found.recording.expiresAt) })}</span>
          )}
        </Notice>
      )}
      {found.state === "ready" && <StudioClips show={show} replay={found.replay} />}
      {found.state === "ready" && <CaptionFiles showId={show.id} />}
      <Button variant="danger" icon={<Trash2 size={18} aria-hidden />} onClick={() => setAsking(true)}>
        {t("delete")}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate({ params: { showId: show.id } }, { onSuccess: onDeleted })}
        title={t("deleteTitle")}
        confirm={t("delete")}
        danger
        busy={remove.isPending}
        refusal={remove.error}
      >
        <p>{t("deleteText")}</p>
      </ConfirmDialog>
    </section>
  );
};
