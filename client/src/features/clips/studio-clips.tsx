import { type Clip, clipRoutes, type Recording, type Show } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { Scissors, Trash2 } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { Button, Card, ConfirmDialog, IconButton, useToast } from "../../ui/index.ts";
import { clockTime } from "../replay/chapters.ts";
import { ClipCutter } from "./clip-cutter.tsx";

const Row = ({ clip, onDelete }: { clip: Clip; onDelete: () => void }) => {
  const t = useTexts("clips");
  return (
    <li className="flex items-center gap-3 p-2.5">
      <Link to={`/clips/${clip.id}`} className="flex min-w-0 grow items-center gap-3 rounded-sm">
        <img
          src={clip.posterUrl}
          alt=""
          width={96}
          height={54}
          loading="lazy"
          className="aspect-video w-24 shrink-0 rounded-sm bg-raised object-cover"
        />
        <span className="min-w-0">
          <span className="block truncate font-semibold">{clip.title}</span>
          <span className="text-sm text-muted tabular-nums">
            {clockTime(clip.fromMs)} – {clockTime(clip.toMs)}
          </span>
        </span>
      </Link>
      <IconButton
        label={t("delete", { title: clip.title })}
        icon={<Trash2 size={18} aria-hidden />}
        onClick={onDelete}
      />
    </li>
  );
};

/** A show's clips, for those who run the shop: cut one, look at them, delete one. */
export const StudioClips = ({ show, replay }: { show: Show; replay: NonNullable<Recording["replay"]> }) => {
  const t = useTexts("clips");
  const client = useQueryClient();
  const toast = useToast();
  const { data } = useAnswer(clipRoutes.listShowClips, { params: { showId: show.id } });
  const remove = useSend(clipRoutes.deleteClip);
  const [cutting, setCutting] = useState(false);
  const [going, setGoing] = useState<Clip | null>(null);
  const deleted = async () => {
    setGoing(null);
    toast.success(t("deleted"));
    await client.invalidateQueries({ queryKey: keyOf(clipRoutes.listShowClips) });
  };
  return (
    <section className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-3">
        <h2 className="font-semibold">{t("title")}</h2>
        <Button icon={<Scissors size={18} aria-hidden />} onClick={() => setCutting(true)}>
          {t("cut.open")}
        </Button>
      </div>
      {data?.items.length === 0 && <p className="text-sm text-muted">{t("none")}</p>}
      {data && data.items.length > 0 && (
        <Card>
          <ul className="divide-y divide-line">
            {data.items.map((clip) => (
              <Row key={clip.id} clip={clip} onDelete={() => setGoing(clip)} />
            ))}
          </ul>
        </Card>
      )}
      {cutting && <ClipCutter show={show} replay={replay} onClose={() => setCutting(false)} />}
      <ConfirmDialog
        open={going !== null}
        onClose={() => setGoing(null)}
        onConfirm={() => going && remove.mutate({ params: { clipId: going.id } }, { onSuccess: deleted })}
        title={t("deleteTitle")}
        confirm={t("confirm")}
        danger
        busy={remove.isPending}
        refusal={remove.error}
      >
        <p>{t("deleteText", { title: going?.title ?? "" })}</p>
      </ConfirmDialog>
    </section>
  );
};
