import type { MediaKind } from "@showdrop/shared";
import { useCallback, useEffect, useRef, useState } from "react";

/** `denied`: the person or the system said no; `missing`: there is none; `busy`: another program has it. */
type DeviceError = "denied" | "missing" | "busy";

/** What is wrong with which device: it did not open (`either` where the browser does not tell), or it went. */
export type DeviceFault =
  | { why: DeviceError; device: "camera" | "microphone" | "either" }
  | { why: "unplugged"; device: "camera" | "microphone" };

export interface Devices {
  cameras: MediaDeviceInfo[];
  microphones: MediaDeviceInfo[];
  /** What the chosen devices give; null until they were asked for. */
  stream: MediaStream | null;
  /** Changes to another camera ("video") or microphone ("audio"). */
  choose: (kind: MediaKind, deviceId: string) => void;
  error: DeviceFault | null;
  /** Asks the person for camera and microphone. */
  request: () => void;
}

/** 720p at 30 frames a second where the camera can; a phone held upright gives it upright. */
const PICTURE: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
  facingMode: "user",
};
const SOUND: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

/** The browser's many errors to opening, as the three that a person can do something about. */
export const deviceErrorOf = (fault: unknown): DeviceError => {
  switch (fault instanceof DOMException ? fault.name : "") {
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      // NotAllowedError, SecurityError, and a page that is not served securely and so has no devices at all.
      return "denied";
  }
};

const named = { video: "camera", audio: "microphone" } as const satisfies Record<MediaKind, string>;
const kinds = ["video", "audio"] as const satisfies readonly MediaKind[];

/** Whether this device is known to be what was refused, or lacks. */
const isAtFault = async (kind: MediaKind, why: DeviceError): Promise<boolean> => {
  if (why === "denied") return (await navigator.permissions.query({ name: named[kind] })).state === "denied";
  if (why !== "missing") return false;
  const found = await navigator.mediaDevices.enumerateDevices();
  return !found.some((device) => device.kind === `${kind}input`);
};

/** Which of the devices that were asked for did not come. Browsers answer for all of them at once. */
const deviceAtFault = async (
  why: DeviceError,
  { video, audio }: MediaStreamConstraints,
): Promise<DeviceFault["device"]> => {
  const asked = kinds.filter((kind) => (kind === "video" ? video : audio));
  try {
    const known = await Promise.all(asked.map((kind) => isAtFault(kind, why)));
    const found = asked.length === 1 ? asked : asked.filter((_, index) => known[index]);
    const [only] = found;
    return only && found.length === 1 ? named[only] : "either";
  } catch {
    // A browser that does not know these permissions, or a page without devices.
    return "either";
  }
};

const constraintsFor = (kind: MediaKind, deviceId: string): MediaStreamConstraints =>
  kind === "video"
    ? { video: { ...PICTURE, deviceId: { exact: deviceId } } }
    : { audio: { ...SOUND, deviceId: { exact: deviceId } } };

const stopAll = (stream: MediaStream | null) => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};

/** Camera and microphone of this device, with what can be chosen. Everything is released when the page is left. */
export const useDevices = (): Devices => {
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [error, setError] = useState<DeviceFault | null>(null);
  const held = useRef<MediaStream | null>(null);
  const mounted = useRef(false);

  const list = useCallback(async () => {
    const found = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    // Before permission was given, entries have no id.
    if (mounted.current) setDevices(found.filter(({ deviceId }) => deviceId !== ""));
  }, []);

  /** Opens devices and puts what they give in place of the tracks of the same kinds. */
  const open = useCallback(
    async (constraints: MediaStreamConstraints) => {
      try {
        const given = await navigator.mediaDevices.getUserMedia(constraints);
        if (!mounted.current) return stopAll(given);
        const kinds = new Set(given.getTracks().map(({ kind }) => kind));
        const before = held.current?.getTracks() ?? [];
        for (const track of before) if (kinds.has(track.kind)) track.stop();
        for (const track of given.getTracks()) {
          // It was unplugged, or the system took it away; stopping it ourselves says nothing.
          const device = track.kind === "video" ? named.video : named.audio;
          track.addEventListener("ended", () => setError({ why: "unplugged", device }));
        }
        const kept = before.filter(({ kind }) => !kinds.has(kind));
        held.current = new MediaStream([...kept, ...given.getTracks()]);
        setStream(held.current);
        setError(null);
        await list();
      } catch (fault) {
        const why = deviceErrorOf(fault);
        const device = await deviceAtFault(why, constraints);
        if (mounted.current) setError({ why, device });
      }
    },
    [list],
  );

  const request = useCallback(() => void open({ video: PICTURE, audio: SOUND }), [open]);
  const choose = useCallback(
    (kind: MediaKind, deviceId: string) => void open(constraintsFor(kind, deviceId)),
    [open],
  );

  useEffect(() => {
    mounted.current = true;
    const changed = () => void list();
    navigator.mediaDevices?.addEventListener("devicechange", changed);
    return () => {
      mounted.current = false;
      navigator.mediaDevices?.removeEventListener("devicechange", changed);
      stopAll(held.current);
      held.current = null;
      setStream(null);
    };
  }, [list]);

  return {
    cameras: devices.filter(({ kind }) => kind === "videoinput"),
    microphones: devices.filter(({ kind }) => kind === "audioinput"),
    stream,
    choose,
    error,
    request,
  };
};
