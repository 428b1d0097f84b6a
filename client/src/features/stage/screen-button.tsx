import { MonitorUp, MonitorX } from "lucide-react";
import { useEffect } from "react";
import { useTexts } from "../../i18n/index.ts";
import type { ScreenControl } from "../../lib/media/index.ts";
import { IconButton, useToast } from "../../ui/index.ts";

/** Shares the screen, and ends it. Not there where the browser has no such thing. */
export const ScreenButton = ({ screen, className }: { screen: ScreenControl; className?: string }) => {
  const t = useTexts("stage");
  const toast = useToast();
  const { active, error, start, stop } = screen;
  useEffect(() => {
    if (error) toast.warn(t(`screen.${error}`));
  }, [error, toast, t]);
  if (!navigator.mediaDevices || !("getDisplayMedia" in navigator.mediaDevices)) return null;
  return (
    <IconButton
      variant={active ? "primary" : "secondary"}
      aria-pressed={active}
      label={active ? t("screen.stop") : t("screen.start")}
      icon={active ? <MonitorX size={20} aria-hidden /> : <MonitorUp size={20} aria-hidden />}
      onClick={() => (active ? stop() : void start())}
      {...(className ? { className } : {})}
    />
  );
};
