import { useTexts } from "../../i18n/index.ts";
import type { Devices } from "../../lib/media/index.ts";
import { Button, Notice } from "../../ui/index.ts";

/** What is wrong with camera or microphone, what to do, and once more. Before they were allowed, asking is once more. */
export const DeviceFaultNotice = ({ devices: { error, stream, request } }: { devices: Devices }) => {
  const t = useTexts("liveStudio");
  if (!error) return null;
  const again = stream && (
    <Button size="sm" onClick={request}>
      {t("device.again")}
    </Button>
  );
  return (
    <Notice tone="error" action={again}>
      {error.why === "unplugged"
        ? t(`device.unplugged.${error.device}`)
        : t(`device.${error.why}.${error.device}`)}
    </Notice>
  );
};
