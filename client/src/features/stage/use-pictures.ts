import type { Id, ShowSnapshot } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import type { Feed } from "../../lib/media/index.ts";
import type { StagePicture } from "./stage-pictures.tsx";

/** What I send, or am about to, straight from my devices. */
export interface MyPictures {
  from: Feed["from"];
  camera: MediaStream | null;
  cameraOff: boolean;
  screen: MediaStream | null;
}

/** Names for whose pictures they are: guests' own, and the shop's for its hosts. */
export const usePictures = ({ show, stage }: Pick<ShowSnapshot, "show" | "stage">) => {
  const t = useTexts("stage");
  const watch = useTexts("watch");
  const nameOf = (userId: Id): string =>
    stage.guests.find(({ person }) => person.id === userId)?.person.displayName ?? show.shop.name;

  const named = (feed: Pick<Feed, "from" | "source">): Pick<StagePicture, "name" | "label"> => {
    const name = nameOf(feed.from.userId);
    if (feed.source === "screen") return { name: t("screenName", { name }), label: t("screenOf", { name }) };
    const label =
      feed.from.role === "host" ? watch("video", { title: show.title }) : t("pictureOf", { name });
    return { name, label };
  };

  return {
    /** What others send. */
    ofFeeds: (feeds: readonly Feed[]): StagePicture[] => feeds.map((feed) => ({ ...feed, ...named(feed) })),

    ofMine: ({ from, camera, cameraOff, screen }: MyPictures): StagePicture[] => {
      const mine = (source: Feed["source"], picture: MediaStream | null): StagePicture => {
        const key = `${from.userId}:${source}`;
        return { ...named({ from, source }), key, from, source, picture, pictureMuted: false };
      };
      const own: StagePicture = {
        ...mine("camera", camera),
        name: t("you"),
        label: t("invitation.preview"),
        mirrored: true,
        pictureMuted: cameraOff,
      };
      return [own, ...(screen ? [mine("screen", screen)] : [])];
    },
  };
};
