import { type CaptionTrack, captionRoutes } from "@showdrop/shared";
import { type RefObject, useEffect, useState } from "react";
import { useLanguage } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { keep, kept } from "../../lib/kept.ts";

export interface CaptionsOf {
  tracks: readonly CaptionTrack[];
  on: boolean;
  toggle: () => void;
}

/** A replay's captions, in the reader's language where it is among them; whether they are on is kept on this device. */
export const useCaptions = (video: RefObject<HTMLVideoElement | null>, showId: string): CaptionsOf => {
  const { language } = useLanguage();
  const { data } = useAnswer(captionRoutes.listCaptions, { params: { showId } });
  const [on, setOn] = useState(() => kept("captions") === "on");
  const tracks = data?.items ?? [];
  const chosen = (tracks.find((track) => track.language === language) ?? tracks[0])?.language;
  useEffect(() => {
    const list = video.current?.textTracks;
    if (!list || chosen === undefined) return;
    const show = () => {
      for (const track of list) track.mode = on && track.language === chosen ? "showing" : "disabled";
    };
    // The browser's own menu may choose otherwise.
    const follow = () => setOn([...list].some(({ mode }) => mode === "showing"));
    show();
    list.addEventListener("addtrack", show);
    list.addEventListener("change", follow);
    return () => {
      list.removeEventListener("addtrack", show);
      list.removeEventListener("change", follow);
    };
  }, [video, on, chosen]);
  const toggle = () => {
    keep("captions", on ? "off" : "on");
    setOn(!on);
  };
  return { tracks, on, toggle };
};
