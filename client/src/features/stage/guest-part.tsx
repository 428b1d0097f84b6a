import type { Guest, ShowSnapshot } from "@showdrop/shared";
import { useEffect, useEffectEvent, useState } from "react";
import { useBroadcast, useDevices } from "../../lib/media/index.ts";
import { useResume } from "../live-studio/use-resume.ts";
import { GuestBar } from "./guest-bar.tsx";
import { Invitation } from "./invitation.tsx";
import type { MyPictures } from "./use-pictures.ts";
import { useSharedScreen } from "./use-shared-screen.ts";
import { useStageActs } from "./use-stage-acts.ts";

interface GuestPartProps {
  show: ShowSnapshot;
  /** Me. */
  guest: Guest;
  /** Told what I send; null while nothing, and when the part is over. */
  onPictures: (mine: MyPictures | null) => void;
  /** I go on stage, by a tap: the others must be heard from now on. */
  onEnter: () => void;
  /** I left by myself. */
  onLeave: () => void;
}

/**
 * Everything about being a guest, from the invitation to the last moment on stage. It is there as long as the stage
 * names me, and takes camera, microphone and connection with it when it goes.
 */
export const GuestPart = ({ show, guest, onPictures, onEnter, onLeave }: GuestPartProps) => {
  const showId = show.show.id;
  const { id: userId } = guest.person;
  const onStage = guest.status === "on-stage";
  const devices = useDevices();
  const broadcast = useBroadcast(showId, "guest");
  const acts = useStageActs(showId);
  const [busy, setBusy] = useState(false);
  const { muted, setMuted, replaceTrack, start, screen, state } = broadcast;
  useResume({ showId, running: onStage, devices, broadcast });
  useSharedScreen({ userId, stage: show.stage, broadcast, acts, featuring: false });

  useEffect(() => {
    for (const track of devices.stream?.getTracks() ?? [])
      replaceTrack(track.kind === "video" ? "video" : "audio", track);
  }, [devices.stream, replaceTrack]);

  // The media node turns the microphone off itself; this holds when the line was lost at that moment.
  const obey = useEffectEvent(() => {
    if (guest.muted && !muted.audio) setMuted("audio", true);
  });
  useEffect(() => {
    if (guest.muted) obey();
  }, [guest.muted]);

  const camera = onStage ? devices.stream : null;
  const { stream: shared } = screen;
  useEffect(() => {
    const from = { userId, role: "guest" } as const;
    onPictures(camera && { from, camera, cameraOff: muted.video, screen: shared });
  }, [userId, camera, muted.video, shared, onPictures]);
  useEffect(() => () => onPictures(null), [onPictures]);

  const accept = async () => {
    if (!devices.stream || busy) return;
    setBusy(true);
    onEnter();
    if (await acts.accept()) await start(devices.stream);
    setBusy(false);
  };
  const leave = () => {
    onLeave();
    void acts.remove(userId);
  };
  const toggle = (kind: "audio" | "video") => {
    setMuted(kind, !muted[kind]);
    if (kind === "audio") void (muted.audio ? acts.unmute(userId) : acts.mute(userId));
  };

  return onStage ? (
    <GuestBar
      broadcast={broadcast}
      hasDevices={devices.stream !== null}
      onToggle={toggle}
      onSend={() =>
        devices.stream && state !== "connecting" ? void start(devices.stream) : devices.request()
      }
      onLeave={leave}
    />
  ) : (
    <Invitation
      invitedBy={guest.invitedBy.displayName}
      title={show.show.title}
      devices={devices}
      busy={busy}
      onAccept={() => void accept()}
      onDecline={leave}
    />
  );
};
