import { type PairedScreen, type Pairing, pairingRoutes } from "@showdrop/shared";
import { MonitorSmartphone, RefreshCw, Tablet } from "lucide-react";
import { useEffect, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer, useSend } from "../../lib/api.ts";
import { formatSeconds, secondsUntil, useServerNow } from "../../lib/clock.ts";
import { useDates } from "../../lib/time.ts";
import { Button, Dialog, IconButton, Loading, RefusalNotice } from "../../ui/index.ts";
import { QrCode } from "../orders/qr-code.tsx";

interface SecondScreenProps {
  showId: string;
  /** Counts the news that a screen came or went. */
  heard: number;
}

/** Opens the pairing of a helper's phone or tablet. */
export const SecondScreenButton = (props: SecondScreenProps) => {
  const t = useTexts("pairing");
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton
        label={t("title")}
        icon={<MonitorSmartphone size={20} aria-hidden />}
        onClick={() => setOpen(true)}
      />
      <Dialog open={open} onClose={() => setOpen(false)} title={t("title")}>
        {open && <SecondScreen {...props} />}
      </Dialog>
    </>
  );
};

/** A code to be scanned, and the screens that were paired, each of which can be taken off. */
const SecondScreen = ({ showId, heard }: SecondScreenProps) => {
  const t = useTexts("pairing");
  const begin = useSend(pairingRoutes.beginPairing);
  const screens = useAnswer(pairingRoutes.listScreens, { params: { showId } });
  const { mutate } = begin;
  const { refetch } = screens;
  const items = screens.data?.items ?? [];
  useEffect(() => mutate({ params: { showId } }), [mutate, showId]);
  useEffect(() => {
    if (heard > 0) void refetch();
  }, [heard, refetch]);
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">{t("text")}</p>
      <RefusalNotice refusal={begin.error} />
      {begin.data ? (
        <Code
          key={begin.data.code}
          pairing={begin.data}
          busy={begin.isPending}
          onNew={() => mutate({ params: { showId } })}
        />
      ) : (
        begin.isPending && <Loading />
      )}
      <section className="flex flex-col gap-1">
        <h3 className="text-sm font-semibold text-muted">{t("paired", { count: items.length })}</h3>
        <ul className="flex flex-col divide-y divide-line">
          {items.map((screen) => (
            <Paired key={screen.id} showId={showId} screen={screen} onGone={() => void refetch()} />
          ))}
        </ul>
      </section>
    </div>
  );
};

/** The link that the code holds. The part after `#` stays in the browser: no log on the way sees it. */
export const pairingLink = (code: string): string => `${window.location.origin}/screen#${code}`;

const Code = ({ pairing, busy, onNew }: { pairing: Pairing; busy: boolean; onNew: () => void }) => {
  const t = useTexts("pairing");
  const now = useServerNow(1000);
  const left = secondsUntil(pairing.expiresAt, now);
  const link = pairingLink(pairing.code);
  return (
    <div className="flex flex-col items-center gap-3">
      {left > 0 ? (
        <>
          <QrCode text={link} label={t("code")} className="w-56 rounded-md" />
          <p className="text-sm text-muted tabular-nums">{t("left", { time: formatSeconds(left) })}</p>
          <a href={link} target="_blank" rel="noreferrer" className="text-sm font-semibold underline">
            {t("here")}
          </a>
        </>
      ) : (
        <p role="status" className="py-6 text-muted">
          {t("over")}
        </p>
      )}
      <Button size="sm" busy={busy} icon={<RefreshCw size={16} aria-hidden />} onClick={onNew}>
        {t("new")}
      </Button>
    </div>
  );
};

const Paired = ({ showId, screen, onGone }: { showId: string; screen: PairedScreen; onGone: () => void }) => {
  const t = useTexts("pairing");
  const { time } = useDates();
  const remove = useSend(pairingRoutes.removeScreen);
  return (
    <li className="flex items-center gap-3 py-2">
      <Tablet size={20} aria-hidden className="shrink-0 text-muted" />
      <span className="min-w-0 grow">
        <span className="block truncate font-medium">{screen.device}</span>
        <span className="block text-sm text-muted">{t("since", { time: time(screen.pairedAt) })}</span>
      </span>
      <Button
        size="sm"
        variant="danger"
        aria-label={t("removeOne", { device: screen.device })}
        busy={remove.isPending}
        onClick={() => remove.mutate({ params: { showId, screenId: screen.id } }, { onSuccess: onGone })}
      >
        {t("remove")}
      </Button>
    </li>
  );
};
