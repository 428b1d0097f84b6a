import type { ShowSnapshot } from "@showdrop/shared";
import { Maximize } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import type { WatchStream } from "../../lib/media/index.ts";
import { IconButton } from "../../ui/index.ts";
import { BagButton } from "../cart/bag-button.tsx";
import type { ChatActs } from "../chat/chat-panel.tsx";
import { HeartButton } from "../chat/heart-button.tsx";
import { QuestionsButton } from "../questions/questions-button.tsx";
import { QualityMenu } from "./later.tsx";
import { ShareButton } from "./share-button.tsx";
import { GLASS } from "./top-bar.tsx";
import type { FollowedShow } from "./use-show.ts";

interface RailProps {
  show: ShowSnapshot;
  acts: ChatActs & Pick<FollowedShow, "takePart">;
  /** Absent where there is no picture to choose a quality of. */
  media: WatchStream | undefined;
  /** Members alone send hearts. */
  mayHeart: boolean;
  onHide: () => void;
  onBag: () => void;
}

/** At the right edge of a phone, above each other under one thumb; the heart, pressed most, is lowest. */
export const Rail = ({ show, acts, media, mayHeart, onHide, onBag }: RailProps) => {
  const t = useTexts("view");
  return (
    <div className="flex shrink-0 flex-col items-center gap-1.5 short:flex-row short:items-end">
      <IconButton
        label={t("hideAll")}
        icon={<Maximize size={20} aria-hidden />}
        onClick={onHide}
        className={GLASS}
      />
      {media && <QualityMenu media={media} className={GLASS} />}
      <QuestionsButton show={show} acts={acts} glass={GLASS} />
      <ShareButton show={show.show} className={GLASS} />
      <BagButton shopId={show.show.shop.id} onOpen={onBag} className={GLASS} />
      {mayHeart && <HeartButton total={show.hearts} send={acts.sendHearts} overVideo />}
    </div>
  );
};
