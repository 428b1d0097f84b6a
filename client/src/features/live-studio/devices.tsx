import { useTexts } from "../../i18n/index.ts";
import type { useDevices } from "../../lib/media/index.ts";
import { Field, Select } from "../../ui/index.ts";

/** Which camera and which microphone. */
export const Devices = ({ devices }: { devices: ReturnType<typeof useDevices> }) => {
  const t = useTexts("liveStudio");
  const options = (list: readonly MediaDeviceInfo[], name: string) =>
    list.map(({ deviceId, label }, i) => ({ value: deviceId, label: label || `${name} ${i + 1}` }));
  const chosen = (kind: "audio" | "video") =>
    devices.stream
      ?.getTracks()
      .find((track) => track.kind === kind)
      ?.getSettings().deviceId ?? "";
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label={t("camera")}>
        <Select
          value={chosen("video")}
          onChange={(id) => devices.choose("video", id)}
          options={options(devices.cameras, t("camera"))}
        />
      </Field>
      <Field label={t("microphone")}>
        <Select
          value={chosen("audio")}
          onChange={(id) => devices.choose("audio", id)}
          options={options(devices.microphones, t("microphone"))}
        />
      </Field>
    </div>
  );
};
