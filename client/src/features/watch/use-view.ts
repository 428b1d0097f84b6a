import { type RefObject, useState } from "react";

export interface View {
  /** The products' column is hidden. */
  theatre: boolean;
  toggleTheatre: () => void;
  /** The chat's column is shown. */
  chat: boolean;
  toggleChat: () => void;
  /** Null where the browser cannot. */
  pictureInPicture: (() => void) | null;
  fullScreen: (() => void) | null;
}

/** Shows the first video in `place` beside other windows, or takes it back. */
export const togglePictureInPicture = async (place: HTMLElement | null): Promise<void> => {
  if (document.pictureInPictureElement) await document.exitPictureInPicture();
  else
    await [...(place?.querySelectorAll("video") ?? [])]
      .find(({ disablePictureInPicture, videoWidth }) => !disablePictureInPicture && videoWidth > 0)
      ?.requestPictureInPicture();
};

/** The whole page and not the video alone, so that one can buy there too. */
export const toggleFullScreen = (): Promise<void> =>
  document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();

/** What a browser refuses, it refuses by its own rules: everything stays as it is. */
const attempt = (act: () => Promise<void>) => () => void act().catch(() => undefined);

/** How large a show is seen. @param place where its videos are */
export const useView = (place: RefObject<HTMLElement | null>): View => {
  const [theatre, setTheatre] = useState(false);
  const [chat, setChat] = useState(true);
  return {
    theatre,
    toggleTheatre: () => setTheatre(!theatre),
    chat,
    toggleChat: () => setChat(!chat),
    pictureInPicture: document.pictureInPictureEnabled
      ? attempt(() => togglePictureInPicture(place.current))
      : null,
    fullScreen: document.fullscreenEnabled ? attempt(toggleFullScreen) : null,
  };
};
