import type { ShowSnapshot } from "@showdrop/shared";
import { Maximize2 } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import type { BroadcastControl } from "../../lib/media/index.ts";
import { useMe } from "../../lib/session.ts";
import { Sound } from "../watch/sound.tsx";
import { type StagePicture, StagePictures } from "./stage-pictures.tsx";
import { usePictures } from "./use-pictures.ts";
import { useSharedScreen } from "./use-shared-screen.ts";
import { type StageActs, useStageActs } from "./use-stage-acts.ts";

const NOTHING_COVERED = { top: 0, bottom: 0 } as const;

interface HostPicturesProps {
  show: ShowSnapshot;
  camera: MediaStream | null;
  broadcast: BroadcastControl;
}

/** The stage as viewers see it, with the host's own pictures straight from their devices; a tap makes one large. */
export const HostPictures = (props: HostPicturesProps) => {
  const { me } = useMe();
  return me && <PicturesOf key={me.id} userId={me.id} {...props} />;
};

const PicturesOf = ({ userId, show, camera, broadcast }: HostPicturesProps & { userId: string }) => {
  const acts = useStageActs(show.show.id);
  const { ofFeeds, ofMine } = usePictures(show);
  useSharedScreen({ userId, stage: show.stage, broadcast, acts, featuring: true });
  const { muted, screen } = broadcast;
  const from = { userId, role: "host" } as const;
  const mine = ofMine({ from, camera, cameraOff: muted.video, screen: screen.stream });
  const pictures = [...mine, ...ofFeeds(broadcast.feeds)];
  return (
    <>
      <StagePictures
        stage={show.stage}
        pictures={pictures}
        covered={NOTHING_COVERED}
        fit="contain"
        over={(picture, first) =>
          !first && pictures.length > 1 && <FeatureButton picture={picture} acts={acts} />
        }
      />
      {broadcast.feeds.map(({ key, sound }) => (
        <Sound key={key} stream={sound} muted={false} />
      ))}
    </>
  );
};

const FeatureButton = ({ picture, acts }: { picture: StagePicture; acts: StageActs }) => {
  const t = useTexts("stage");
  const { from, source, name } = picture;
  return (
    <button
      type="button"
      aria-label={t("feature", { name })}
      onClick={() => void acts.arrange({ featured: { userId: from.userId, source } })}
      className="group absolute inset-0 flex items-start justify-end p-1.5 outline-offset-[-3px]"
    >
      <span className="flex size-7 items-center justify-center rounded-sm bg-black/60 text-white opacity-80 group-hover:opacity-100">
        <Maximize2 size={16} aria-hidden />
      </span>
    </button>
  );
};
