import type { Image } from "@showdrop/shared";
import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { classes, Dialog, IconButton } from "../../ui/index.ts";

/** One picture as large as the screen lets it be, or in its own size, to be moved about in. */
const Large = ({ photo, alt, near }: { photo: Image; alt: string; near: boolean }) => (
  <div tabIndex={near ? 0 : -1} className="h-[62dvh] overflow-auto overscroll-contain rounded-md bg-raised">
    <img
      src={photo.url}
      alt={alt}
      width={photo.width}
      height={photo.height}
      className={classes(near ? "max-w-none" : "size-full object-contain")}
    />
  </div>
);

/** Pictures one at a time, large, with a closer look at each. */
export const PhotoViewer = ({
  photos,
  shown,
  onShow,
  title,
}: {
  photos: readonly Image[];
  /** Which one, from 0; null while closed. */
  shown: number | null;
  onShow: (photo: number | null) => void;
  title: string;
}) => {
  const t = useTexts("shop");
  const [near, setNear] = useState(false);
  const photo = shown === null ? undefined : photos[shown];
  const show = (next: number | null) => {
    setNear(false);
    onShow(next);
  };
  const step = (by: number) => {
    if (shown !== null) show((shown + by + photos.length) % photos.length);
  };
  return (
    <Dialog open={photo !== undefined} onClose={() => show(null)} title={title} wide>
      {photo && shown !== null && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys do what the buttons below do.
        <div
          className="flex flex-col gap-3"
          onKeyDown={({ key }) => {
            if (near) return;
            if (key === "ArrowLeft") step(-1);
            if (key === "ArrowRight") step(1);
          }}
        >
          <Large
            photo={photo}
            near={near}
            alt={t("photos.large", { number: shown + 1, count: photos.length })}
          />
          <div className="flex items-center justify-between">
            {photos.length > 1 && (
              <IconButton
                label={t("photos.previous")}
                icon={<ChevronLeft size={20} aria-hidden />}
                onClick={() => step(-1)}
              />
            )}
            <span className="flex items-center gap-3">
              {photos.length > 1 && (
                <span aria-live="polite" className="text-sm text-muted tabular-nums">
                  {shown + 1} / {photos.length}
                </span>
              )}
              <IconButton
                label={t(near ? "photos.zoomOut" : "photos.zoomIn")}
                icon={near ? <ZoomOut size={20} aria-hidden /> : <ZoomIn size={20} aria-hidden />}
                onClick={() => setNear(!near)}
              />
            </span>
            {photos.length > 1 && (
              <IconButton
                label={t("photos.next")}
                icon={<ChevronRight size={20} aria-hidden />}
                onClick={() => step(1)}
              />
            )}
          </div>
        </div>
      )}
    </Dialog>
  );
};
