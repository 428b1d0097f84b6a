import { Settings2 } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { qualities, type WatchStream } from "../../lib/media/index.ts";
import { IconButton, Menu, MenuChoice } from "../../ui/index.ts";

/** How much picture this device gets, with what plays now: "Auto · 720p". */
export const QualityMenu = ({ media, className }: { media: WatchStream; className?: string }) => {
  const t = useTexts("watch");
  const { quality, setQuality } = media;
  const lines = media.feeds[0]?.picture ? media.feeds[0].lines : null;
  const chosen = t(`quality.${quality}`);
  const now = lines === null || quality === "sound" ? chosen : `${chosen} · ${lines}p`;
  return (
    <Menu
      trigger={
        <IconButton
          label={t("quality.label", { now })}
          icon={<Settings2 size={20} aria-hidden />}
          {...(className ? { className } : {})}
        />
      }
    >
      <MenuChoice
        label={now}
        value={quality}
        onChange={setQuality}
        options={qualities.map((value) => ({ value, label: t(`quality.${value}`) }))}
      />
    </Menu>
  );
};
