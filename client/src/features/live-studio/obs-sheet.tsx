import { rehearsalRoutes, showRoutes, streamKeyRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { Copy, Eye, EyeOff, Radio, RefreshCw } from "lucide-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { isRehearsal } from "../../lib/world.ts";
import {
  Badge,
  Button,
  ConfirmDialog,
  Field,
  IconButton,
  Loading,
  Notice,
  RefusalNotice,
  Sheet,
  TextInput,
  useToast,
} from "../../ui/index.ts";
import { SendingState } from "./elsewhere.tsx";
import type { Elsewhere } from "./use-elsewhere.ts";

interface ObsSheetProps {
  open: boolean;
  onClose: () => void;
  shopId: string;
  showId: string;
  /** Whether the show is still to begin. */
  scheduled: boolean;
  /** What is sent now, from wherever. */
  elsewhere: Elsewhere | null;
}

const steps = ["service", "address", "output", "sound", "simulcast", "start"] as const;

/** How a program sends to this show: where to, with which key, set up how. */
export const ObsSheet = ({ open, onClose, shopId, showId, scheduled, elsewhere }: ObsSheetProps) => {
  const t = useTexts("obs");
  const params = { shopId };
  // A rehearsal has no address and no key of its own: what is sent to the show arrives in it.
  const [query] = useSearchParams();
  const sentTo = (isRehearsal && query.get("of")) || showId;
  const { data, error } = useAnswer(streamKeyRoutes.readStreamKey, { params }, { enabled: open, world: "" });
  return (
    <Sheet open={open} onClose={onClose} title={t("title")}>
      <div className="flex flex-col gap-5">
        <p className="text-muted">{t(isRehearsal ? "introRehearsal" : "intro")}</p>
        <div role="status">
          <Badge tone={elsewhere ? "success" : "neutral"}>
            <SendingState elsewhere={elsewhere} />
          </Badge>
        </div>
        <RefusalNotice refusal={error} />
        {!data && !error && <Loading />}
        {data && (
          <>
            <Copied label={t("server")} value={`${data.whipUrl}/${sentTo}`} copyLabel={t("copyServer")} />
            <Key shopId={shopId} streamKey={data.streamKey} />
            {scheduled && !isRehearsal && <BeginForProgram showId={showId} />}
          </>
        )}
        <section className="flex flex-col gap-2">
          <h3 className="font-semibold">{t("steps.title")}</h3>
          <ol className="flex list-decimal flex-col gap-2 pl-5 text-sm text-muted">
            {steps.map((step) => (
              <li key={step}>{t(`steps.${step}`)}</li>
            ))}
          </ol>
        </section>
      </div>
    </Sheet>
  );
};

/** After a rehearsal with OBS the host begins the show: a program that goes on trying does not. */
const BeginForProgram = ({ showId }: { showId: string }) => {
  const t = useTexts("obs");
  const params = { showId };
  const rehearsals = useAnswer(rehearsalRoutes.readRehearsals, { params });
  const begin = useSend(showRoutes.startShow);
  if (!rehearsals.data?.byProgram) return null;
  return (
    <div className="flex flex-col gap-2">
      <Button
        variant="primary"
        icon={<Radio size={18} aria-hidden />}
        busy={begin.isPending}
        onClick={() => begin.mutate({ params })}
      >
        {t("begin")}
      </Button>
      <p className="text-sm text-muted">{t("beginHint")}</p>
      <RefusalNotice refusal={begin.error} />
    </div>
  );
};

const Key = ({
  shopId,
  streamKey,
}: {
  shopId: string;
  streamKey: { key: string; usedAt: string | null } | null;
}) => {
  const t = useTexts("obs");
  const toast = useToast();
  const queries = useQueryClient();
  const rotate = useSend(streamKeyRoutes.rotateStreamKey);
  const [shown, setShown] = useState(false);
  const [asking, setAsking] = useState(false);
  const dates = useDates();
  const params = { shopId };

  const renew = () =>
    rotate.mutate(
      { params },
      {
        onSuccess: () => {
          setAsking(false);
          void queries.invalidateQueries({ queryKey: keyOf(streamKeyRoutes.readStreamKey, { params }) });
          if (streamKey) toast.success(t("rotated"));
        },
      },
    );

  if (!streamKey && isRehearsal) return <Notice>{t("noKeyYet")}</Notice>;
  if (!streamKey)
    return (
      <div className="flex flex-col gap-3">
        <Button variant="primary" busy={rotate.isPending} onClick={renew}>
          {t("make")}
        </Button>
        <RefusalNotice refusal={rotate.error} />
      </div>
    );
  return (
    <div className="flex flex-col gap-3">
      <Copied
        label={t("key")}
        hint={t("keyHint")}
        value={streamKey.key}
        hidden={!shown}
        copyLabel={t("copyKey")}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="sm"
          aria-pressed={shown}
          icon={shown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
          onClick={() => setShown(!shown)}
        >
          {shown ? t("hide") : t("show")}
        </Button>
        {!isRehearsal && (
          <Button size="sm" icon={<RefreshCw size={16} aria-hidden />} onClick={() => setAsking(true)}>
            {t("rotate")}
          </Button>
        )}
        <span className="ml-auto text-sm text-muted">
          {streamKey.usedAt ? t("usedAt", { when: dates.shortDateTime(streamKey.usedAt) }) : t("unused")}
        </span>
      </div>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={renew}
        title={t("rotateTitle")}
        confirm={t("rotate")}
        danger
        busy={rotate.isPending}
        refusal={rotate.error}
      >
        {t("rotateText")}
      </ConfirmDialog>
    </div>
  );
};

interface CopiedProps {
  label: string;
  hint?: string;
  value: string;
  copyLabel: string;
  hidden?: boolean;
}

/** A text to be taken over elsewhere, with a button that copies it. */
const Copied = ({ label, hint, value, copyLabel, hidden = false }: CopiedProps) => {
  const t = useTexts("obs");
  const toast = useToast();
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => toast.success(t("copied")),
      () => toast.warn(t("notCopied")),
    );
  return (
    <Field label={label} hint={hint}>
      <div className="flex gap-2">
        <TextInput
          readOnly
          type={hidden ? "password" : "text"}
          autoComplete="off"
          spellCheck={false}
          value={value}
          className="font-mono text-sm"
          onFocus={({ target }) => target.select()}
        />
        <IconButton
          variant="secondary"
          label={copyLabel}
          icon={<Copy size={18} aria-hidden />}
          onClick={() => void copy()}
        />
      </div>
    </Field>
  );
};
