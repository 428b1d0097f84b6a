import { type Refusal, type ShowSnapshot, showRoutes } from "@showdrop/shared";
import { Cast, Radio, Video } from "lucide-react";
import { useEffect, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { call } from "../../lib/api.ts";
import { formatSeconds, useServerNow } from "../../lib/clock.ts";
import { useBroadcast, useDevices } from "../../lib/media/index.ts";
import { useIsWide } from "../../lib/use-media-query.ts";
import { Button, classes, Notice, RefusalNotice, Spinner } from "../../ui/index.ts";
import { RehearseButton } from "../rehearsal/rehearse-button.tsx";
import { useNoteMeasured } from "../rehearsal/use-measured.ts";
import { ShowCheck } from "../show-check/show-check.tsx";
import { HostPictures } from "../stage/host-pictures.tsx";
import { DeviceFaultNotice } from "./device-fault.tsx";
import { Devices } from "./devices.tsx";
import { ElsewherePicture } from "./elsewhere.tsx";
import { EndShow } from "./end-show.tsx";
import { EndsIn } from "./ends-in.tsx";
import { LevelMeter } from "./level-meter.tsx";
import { ObsSheet } from "./obs-sheet.tsx";
import { SendingControls } from "./sending-controls.tsx";
import { useElsewhere } from "./use-elsewhere.ts";
import { useMutedWhileAway } from "./use-muted-while-away.ts";
import { useResume } from "./use-resume.ts";

/** The host's own picture and everything about sending it. */
export const Camera = ({ showId, show }: { showId: string; show: ShowSnapshot }) => {
  const t = useTexts("liveStudio");
  const obs = useTexts("obs");
  const run = useTexts("runOfShow");
  const devices = useDevices();
  const broadcast = useBroadcast(showId, "host");
  const [choosing, setChoosing] = useState(false);
  const { muted } = broadcast;
  const [starting, setStarting] = useState(false);
  const wide = useIsWide();
  const [ending, setEnding] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const running = show.show.status !== "scheduled";
  const [obsOpen, setObsOpen] = useState(false);
  useResume({ showId, running, devices, broadcast });
  const away = show.show.awaySince !== null;
  useNoteMeasured(broadcast.health);
  useMutedWhileAway(away, broadcast);
  const sending = broadcast.state === "sending" || broadcast.state === "reconnecting";
  const elsewhere = useElsewhere(
    { showId, shopId: show.show.shop.id },
    running && !starting && !sending && broadcast.state !== "connecting",
  );

  // Another camera or microphone replaces what is sent, without a break.
  const { replaceTrack } = broadcast;
  useEffect(() => {
    for (const track of devices.stream?.getTracks() ?? [])
      replaceTrack(track.kind === "video" ? "video" : "audio", track);
  }, [devices.stream, replaceTrack]);

  /** Live first, then picture: the media server admits hosts of live shows only. After a reload only the picture. */
  const goLive = async () => {
    if (!devices.stream || starting) return;
    setStarting(true);
    setRefusal(null);
    const started = running ? null : await call(showRoutes.startShow, { params: { showId } });
    if (started && !started.ok) setRefusal(started.error);
    else await broadcast.start(devices.stream);
    setStarting(false);
  };

  return (
    <section
      aria-label={t("camera")}
      className="flex min-h-0 shrink-0 flex-col gap-3 overflow-y-auto p-3 lg:gap-4 lg:p-5"
    >
      <div
        className={classes(
          "relative mx-auto w-full overflow-hidden rounded-lg bg-black lg:max-h-[64dvh] lg:grow",
          sending ? "max-lg:h-[30dvh]" : "max-lg:h-[34dvh]",
        )}
      >
        <HostPictures show={show} camera={devices.stream} broadcast={broadcast} />
        {elsewhere && <ElsewherePicture elsewhere={elsewhere} />}
        {!devices.stream && !elsewhere && (
          <div className="absolute inset-0 flex flex-col items-center justify-center gap-4 p-4 text-center text-white">
            <p className="max-w-sm">{t("askFirst")}</p>
            <Button variant="primary" icon={<Video size={18} aria-hidden />} onClick={devices.request}>
              {t("allow")}
            </Button>
          </div>
        )}
        {muted.video && broadcast.feeds.length === 0 && !broadcast.screen.active && (
          <p className="absolute inset-0 flex items-center justify-center bg-black font-semibold text-white">
            {t("cameraOff")}
          </p>
        )}
        {away && (
          <p
            role="status"
            className="absolute inset-0 flex items-center justify-center bg-black/70 text-lg font-semibold text-white"
          >
            {run("away.self")}
          </p>
        )}
        {sending && (
          <div className="absolute inset-x-3 top-3 flex flex-wrap items-center gap-2">
            <Elapsed since={show.show.startedAt} />
            {broadcast.state === "reconnecting" && (
              <p
                role="status"
                className="flex h-8 items-center gap-2 rounded-full bg-black/60 px-3 text-sm text-white"
              >
                <Spinner size={14} />
                {t("reconnecting")}
              </p>
            )}
          </div>
        )}
      </div>
      {devices.stream && running && <LevelMeter stream={muted.audio ? null : devices.stream} />}
      {devices.stream && !running && <ShowCheck showId={showId} devices={devices} stream={devices.stream} />}
      <DeviceFaultNotice devices={devices} />
      <RefusalNotice refusal={refusal ?? broadcast.refusal} />
      {broadcast.closedBy && broadcast.closedBy !== "ended" && (
        <Notice tone="warn">{t(`closed.${broadcast.closedBy}`)}</Notice>
      )}
      {devices.stream && (running ? !sending || choosing : wide) && <Devices devices={devices} />}
      {show.show.hostAwaitedUntil && <EndsIn at={show.show.hostAwaitedUntil} />}
      {sending ? (
        <SendingControls
          broadcast={broadcast}
          choosing={choosing}
          onChoose={() => setChoosing(!choosing)}
          onEnd={() => setEnding(true)}
        />
      ) : (
        <>
          {show.show.status === "live" && !elsewhere?.byProgram && <Notice>{t("notSending.live")}</Notice>}
          {show.show.status === "paused" && <Notice tone="warn">{t("notSending.paused")}</Notice>}
          <div className="flex flex-wrap items-center gap-2">
            <Button
              variant="primary"
              size="lg"
              wide
              icon={<Radio size={20} aria-hidden />}
              busy={starting || broadcast.state === "connecting"}
              disabled={!devices.stream || elsewhere?.byProgram}
              onClick={() => void goLive()}
            >
              {running ? t("resume") : t("goLive")}
            </Button>
            <Button icon={<Cast size={18} aria-hidden />} onClick={() => setObsOpen(true)}>
              {obs("open")}
            </Button>
            {!running && <RehearseButton showId={showId} />}
            {running && (
              <Button variant="danger" onClick={() => setEnding(true)}>
                {t("end")}
              </Button>
            )}
          </div>
        </>
      )}
      <ObsSheet
        open={obsOpen}
        onClose={() => setObsOpen(false)}
        shopId={show.show.shop.id}
        showId={showId}
        scheduled={show.show.status === "scheduled"}
        elsewhere={elsewhere}
      />
      <EndShow
        open={ending}
        onClose={() => setEnding(false)}
        show={show}
        onEnded={() => {
          setEnding(false);
          broadcast.stop();
        }}
      />
    </section>
  );
};

const Elapsed = ({ since }: { since: string | null }) => {
  const now = useServerNow(1000);
  if (!since) return null;
  return (
    <p
      role="timer"
      className="flex h-8 items-center rounded-full bg-black/60 px-3 text-sm font-semibold text-white tabular-nums"
    >
      {formatSeconds(Math.max(0, Math.floor((now - Date.parse(since)) / 1000)))}
    </p>
  );
};
