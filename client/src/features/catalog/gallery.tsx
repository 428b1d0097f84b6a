import { firstSizes, type Product } from "@showdrop/shared";
import { ZoomIn } from "lucide-react";
import { useRef, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { classes, Picture } from "../../ui/index.ts";
import { PhotoViewer } from "../reviews/photo-viewer.tsx";
import { ProductPicture } from "./product-card.tsx";

/** A product's pictures: swiped through, chosen by their thumbnails, and each to be seen large. */
export const Gallery = ({ product }: { product: Product }) => {
  const t = useTexts("shop");
  const strip = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState(0);
  const [large, setLarge] = useState<number | null>(null);
  const { images, title } = product;
  const go = (index: number) => {
    const list = strip.current;
    list?.scrollTo({ left: index * list.clientWidth, behavior: "smooth" });
  };
  if (images.length === 0)
    return (
      <div className="aspect-square overflow-hidden rounded-xl bg-raised">
        <ProductPicture product={product} />
      </div>
    );
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="relative aspect-square overflow-hidden rounded-xl bg-raised">
        <ul
          ref={strip}
          onScroll={({ currentTarget: { scrollLeft, clientWidth } }) =>
            setShown(Math.round(scrollLeft / Math.max(1, clientWidth)))
          }
          className="flex size-full snap-x snap-mandatory overflow-x-auto overscroll-x-contain [scrollbar-width:none]"
        >
          {images.map((image, index) => (
            <li key={image.id} className="size-full shrink-0 snap-center">
              <button
                type="button"
                aria-label={t("product.enlarge", { number: index + 1 })}
                onClick={() => setLarge(index)}
                className="block size-full cursor-zoom-in focus-visible:-outline-offset-4"
              >
                <Picture
                  {...image}
                  alt={index === 0 ? title : ""}
                  sizes={firstSizes.product}
                  eager={index === 0}
                  className="size-full object-cover"
                />
              </button>
            </li>
          ))}
        </ul>
        <span
          aria-hidden
          className="pointer-events-none absolute right-3 bottom-3 flex h-9 items-center gap-2 rounded-full bg-black/60 px-3 text-sm font-semibold text-white tabular-nums"
        >
          <ZoomIn size={16} />
          {images.length > 1 && `${shown + 1} / ${images.length}`}
        </span>
      </div>
      {images.length > 1 && (
        <ul aria-label={t("product.pictures")} className="flex flex-wrap gap-2">
          {images.map((image, index) => (
            <li key={image.id}>
              <button
                type="button"
                aria-label={t("product.picture", { number: index + 1 })}
                aria-pressed={index === shown}
                onClick={() => go(index)}
                className={classes(
                  "block size-16 overflow-hidden rounded-md border-2 transition-colors",
                  index === shown ? "border-accent" : "border-transparent hover:border-line-strong",
                )}
              >
                <Picture {...image} alt="" sizes="64px" className="size-full object-cover" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <PhotoViewer photos={images} shown={large} onShow={setLarge} title={title} />
    </div>
  );
};
