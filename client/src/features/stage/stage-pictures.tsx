import type { Stage } from "@showdrop/shared";
import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import type { Feed } from "../../lib/media/index.ts";
import { Avatar, classes } from "../../ui/index.ts";
import { LiveVideo } from "../watch/live-video.tsx";
import { inStageOrder } from "./pictures.ts";
import { type Room, type Tile, tilesOf } from "./tiles.ts";

/** A picture of a stage: what somebody sends, or one's own before it is sent. */
export type StagePicture = Pick<Feed, "key" | "from" | "source" | "picture" | "pictureMuted"> & {
  look?: Feed["look"];
  /** Whose it is, as it is written on it. */
  name: string;
  /** What it is to somebody who does not see it. */
  label: string;
  /** One's own camera, which one knows from the mirror. */
  mirrored?: boolean;
};

interface StagePicturesProps {
  stage: Pick<Stage, "layout" | "featured">;
  pictures: readonly StagePicture[];
  /** What of the top and the bottom is covered, in pixels. */
  covered: Pick<Room, "top" | "bottom">;
  /** How a camera fills the whole room. */
  fit: "cover" | "contain";
  /** Lies over a picture, such as a button that features it. */
  over?: (picture: StagePicture, first: boolean) => ReactNode;
}

const useRoom = ({ top, bottom }: Pick<Room, "top" | "bottom">) => {
  const place = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);
  const room: Room = { ...size, top, bottom };
  return { place, room };
};

/** Pictures that nobody sees here need not be sent. */
export const useUnseen = (pictures: readonly Pick<StagePicture, "key" | "look">[]): void => {
  const turnAway = useEffectEvent(() => {
    for (const { look } of pictures) look?.(null);
  });
  const keys = pictures.map(({ key }) => key).join(" ");
  useEffect(() => {
    if (keys) turnAway();
  }, [keys]);
};

/** As shares of the room, so that a room that changes its size carries its pictures along. */
const styleOf = ({ x, y, width, height }: Tile, room: Room) => {
  const share = (part: number, of: number) => `${of > 0 ? (100 * part) / of : 0}%`;
  return {
    left: share(x, room.width),
    top: share(y, room.height),
    width: room.width > 0 ? share(width, room.width) : "100%",
    height: room.height > 0 ? share(height, room.height) : "100%",
  };
};

/** All pictures of a stage in their layout; fills the positioned element that it stands in. */
export const StagePictures = ({ stage, pictures, covered, fit, over }: StagePicturesProps) => {
  const { place, room } = useRoom(covered);
  const ordered = inStageOrder(stage.featured, pictures);
  const tiles = tilesOf(stage.layout, ordered.length, room);
  useUnseen(ordered.slice(tiles.length));
  // A video that is moved in the document stops: pictures keep their order there, wherever they lie.
  const shown = ordered
    .flatMap((picture, rank) => {
      const tile = tiles[rank];
      return tile ? [{ picture, tile, rank }] : [];
    })
    .toSorted((a, b) => (a.picture.key < b.picture.key ? -1 : 1));
  return (
    <div ref={place} className="absolute inset-0 overflow-hidden">
      {shown.map(({ picture, tile, rank }) => (
        <div
          key={picture.key}
          data-picture={picture.key}
          style={styleOf(tile, room)}
          className={classes(
            "absolute overflow-hidden bg-black transition-[left,top,width,height] duration-300 ease-out motion-reduce:transition-none",
            tile.place === "whole" ? "z-0" : "z-10",
            tile.place === "part" && "rounded-md",
            tile.place === "inset" && "rounded-md shadow-float ring-2 ring-white/85",
          )}
        >
          <LiveVideo
            stream={picture.picture}
            {...(picture.look ? { look: picture.look } : {})}
            label={picture.label}
            mirrored={picture.mirrored ?? false}
            fit={picture.source === "screen" ? "contain" : tile.place === "whole" ? fit : "cover"}
          />
          {picture.pictureMuted && ordered.length > 1 && (
            <div className="absolute inset-0 flex items-center justify-center bg-black">
              <Avatar name={picture.name} size={Math.max(32, Math.min(96, tile.height * 0.4))} />
            </div>
          )}
          {tile.place !== "whole" && (
            <p className="absolute bottom-1.5 left-1.5 max-w-[calc(100%-12px)] truncate rounded-sm bg-black/60 px-1.5 py-0.5 text-xs font-semibold text-white">
              {picture.name}
            </p>
          )}
          {over?.(picture, rank === 0)}
        </div>
      ))}
    </div>
  );
};
