import { CreateClip, clipRoutes, type Recording, type Show } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { Flag, FlagOff, Minus, Play, Plus, Scissors } from "lucide-react";
import { type ReactNode, type RefObject, type SubmitEvent, useId, useRef, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useSend } from "../../lib/api.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Field, IconButton, RefusalNotice, Sheet, TextInput, useToast } from "../../ui/index.ts";
import { clockTime } from "../replay/chapters.ts";
import { uploadFrame } from "./upload-frame.ts";

const fields = ["title", "fromMs", "toMs"] as const;
/** A mark is moved by so much at once, in milliseconds. */
const NUDGE_MS = 1_000;
/** What is marked before anything is chosen, in milliseconds: a length that most clips have. */
const FIRST_MS = 20_000;

type Replay = NonNullable<Recording["replay"]>;

const Mark = ({
  label,
  atMs,
  icon,
  press,
  onMark,
  onMove,
}: {
  label: string;
  atMs: number;
  icon: ReactNode;
  press: string;
  onMark: () => void;
  onMove: (byMs: number) => void;
}) => {
  const t = useTexts("clips");
  return (
    <fieldset aria-label={label} className="flex min-w-0 flex-col gap-1.5 rounded-lg border border-line p-3">
      <p className="flex items-baseline justify-between gap-2">
        <span className="text-sm font-semibold">{label}</span>
        <output className="font-semibold tabular-nums">{clockTime(atMs)}</output>
      </p>
      <div className="flex items-center gap-1">
        <IconButton
          label={t("cut.earlier", { what: label })}
          icon={<Minus size={18} aria-hidden />}
          onClick={() => onMove(-NUDGE_MS)}
        />
        <Button className="min-w-0 grow" icon={icon} onClick={onMark}>
          {press}
        </Button>
        <IconButton
          label={t("cut.later", { what: label })}
          icon={<Plus size={18} aria-hidden />}
          onClick={() => onMove(NUDGE_MS)}
        />
      </div>
    </fieldset>
  );
};

/** Plays a part once, for who cuts it. */
const playPart = (video: RefObject<HTMLVideoElement | null>, fromMs: number, toMs: number) => {
  const player = video.current;
  if (!player) return;
  player.currentTime = fromMs / 1000;
  player.play().catch(() => undefined);
  const stop = () => {
    if (player.currentTime * 1000 < toMs && !player.paused) return;
    player.pause();
    player.removeEventListener("timeupdate", stop);
  };
  player.addEventListener("timeupdate", stop);
};

/** Marks a part of a replay and names it. */
export const ClipCutter = ({
  show,
  replay,
  onClose,
}: {
  show: Show;
  replay: Replay;
  onClose: () => void;
}) => {
  const t = useTexts("clips");
  const formId = useId();
  const client = useQueryClient();
  const toast = useToast();
  const video = useRef<HTMLVideoElement>(null);
  const [title, setTitle] = useState("");
  const [fromMs, setFrom] = useState(0);
  const [toMs, setTo] = useState(Math.min(FIRST_MS, replay.durationMs));
  const [busy, setBusy] = useState(false);
  const form = useForm(CreateClip, fields);
  const send = useSend(clipRoutes.createClip);
  const within = (ms: number) => Math.round(Math.min(replay.durationMs, Math.max(0, ms)));
  const here = () => within((video.current?.currentTime ?? 0) * 1000);
  const wrong = form.at("toMs") ?? form.at("fromMs");

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entered = form.check({ title, fromMs, toMs });
    if (!entered || !video.current) return;
    setBusy(true);
    const posterImageId = await uploadFrame(video.current, { shopId: show.shop.id, atMs: fromMs });
    setBusy(false);
    send.mutate(
      { params: { showId: show.id }, body: { ...entered, posterImageId } },
      {
        onError: form.refuse,
        onSuccess: async () => {
          toast.success(t("cut.done"));
          await client.invalidateQueries({ queryKey: keyOf(clipRoutes.listShowClips) });
          onClose();
        },
      },
    );
  };

  return (
    <Sheet
      open
      onClose={onClose}
      title={t("cut.title")}
      footer={
        <Button
          type="submit"
          form={formId}
          variant="primary"
          wide
          busy={busy || send.isPending}
          icon={<Scissors size={18} aria-hidden />}
        >
          {t("cut.submit")}
        </Button>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <p className="text-sm text-muted">{t("cut.text")}</p>
        {/* biome-ignore lint/a11y/useMediaCaption: what was said live has no transcript. */}
        <video
          ref={video}
          controls
          playsInline
          preload="metadata"
          aria-label={t("cut.replay")}
          src={replay.url}
          width={replay.width}
          height={replay.height}
          className="max-h-[40dvh] w-full rounded-lg bg-black object-contain"
          style={{ aspectRatio: `${replay.width} / ${replay.height}` }}
        />
        <div className="grid gap-2 sm:grid-cols-2">
          <Mark
            label={t("cut.from")}
            press={t("cut.markFrom")}
            icon={<Flag size={18} aria-hidden />}
            atMs={fromMs}
            onMark={() => setFrom(here())}
            onMove={(by) => setFrom(within(fromMs + by))}
          />
          <Mark
            label={t("cut.to")}
            press={t("cut.markTo")}
            icon={<FlagOff size={18} aria-hidden />}
            atMs={toMs}
            onMark={() => setTo(here())}
            onMove={(by) => setTo(within(toMs + by))}
          />
        </div>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p aria-live="polite" className="text-sm text-muted tabular-nums">
            {t("cut.length", { length: clockTime(Math.max(0, toMs - fromMs)) })}
          </p>
          <Button
            size="sm"
            icon={<Play size={16} aria-hidden />}
            disabled={toMs <= fromMs}
            onClick={() => playPart(video, fromMs, toMs)}
          >
            {t("cut.preview")}
          </Button>
        </div>
        <RefusalNotice refusal={wrong} />
        <Field label={t("cut.name")} error={form.at("title")}>
          <TextInput autoComplete="off" value={title} onChange={({ target }) => setTitle(target.value)} />
        </Field>
        <RefusalNotice refusal={form.rest} />
      </form>
    </Sheet>
  );
};
