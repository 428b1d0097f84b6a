import { useEffect, useRef, useState } from "react";
import { createWatching } from "../../lib/media/watching.ts";
import { classes } from "../../ui/index.ts";

/**
 * The show's real picture at its smallest, without sound, for as long as this stands on the page: it joins the show's
 * media node when it comes and leaves it when it goes. Nobody is counted as watching by it.
 */
export const LivePreview = ({ showId }: { showId: string }) => {
  const video = useRef<HTMLVideoElement>(null);
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const watching = createWatching(showId, { quality: "low", sound: false });
    const show = () => {
      const element = video.current;
      const picture = watching.now().feeds.find((feed) => feed.picture)?.picture ?? null;
      if (!element || !picture || element.srcObject === picture) return;
      element.srcObject = picture;
      // Muted video may always play; where it may not, the poster stays.
      element.play().catch(() => undefined);
    };
    const ends = watching.subscribe(show);
    return () => {
      ends();
      watching.stop();
    };
  }, [showId]);
  return (
    <video
      ref={video}
      muted
      playsInline
      aria-hidden
      tabIndex={-1}
      disablePictureInPicture
      onLoadedData={() => setPainted(true)}
      className={classes(
        "absolute inset-0 size-full object-cover object-[50%_25%] transition-opacity duration-300",
        painted ? "opacity-100" : "opacity-0",
      )}
    />
  );
};
