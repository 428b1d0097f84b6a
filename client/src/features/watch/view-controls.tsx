import {
  Keyboard,
  type LucideIcon,
  Maximize,
  MessageSquare,
  MessageSquareOff,
  PanelLeftClose,
  PanelLeftOpen,
  PictureInPicture2,
} from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { classes, IconButton } from "../../ui/index.ts";
import { GLASS } from "./top-bar.tsx";
import type { View } from "./use-view.ts";

/** Below a desktop's video, while a pointer or the keyboard is at it: how large it is seen, and what stands beside it. */
export const ViewControls = ({ view, onKeys }: { view: View; onKeys: () => void }) => {
  const t = useTexts("view");
  const button = (label: string, Icon: LucideIcon, onClick: () => void, pressed?: boolean) => (
    <IconButton
      label={label}
      icon={<Icon size={20} aria-hidden />}
      onClick={onClick}
      className={classes(GLASS, "bg-black/60!")}
      {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
    />
  );
  return (
    <div
      role="toolbar"
      aria-label={t("controls")}
      className="absolute right-0 bottom-0 flex flex-wrap justify-end gap-2 p-3 opacity-0 transition-opacity group-hover/stage:opacity-100 focus-within:opacity-100"
    >
      {button(t("keys.title"), Keyboard, onKeys)}
      {button(t("chat"), view.chat ? MessageSquare : MessageSquareOff, view.toggleChat, view.chat)}
      {button(t("theatre"), view.theatre ? PanelLeftOpen : PanelLeftClose, view.toggleTheatre, view.theatre)}
      {view.pictureInPicture && button(t("pictureInPicture"), PictureInPicture2, view.pictureInPicture)}
      {view.fullScreen && button(t("fullScreen"), Maximize, view.fullScreen)}
    </div>
  );
};
