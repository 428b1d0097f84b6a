import type { Image, Refusal } from "@showdrop/shared";
import { ImagePlus, Star, X } from "lucide-react";
import { useId, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { Badge, RefusalNotice, Spinner } from "../../ui/index.ts";
import { IMAGE_TYPES, uploadImage } from "./upload-image.ts";

/** As many pictures as a product may have. */
const MOST = 8;

const corner =
  "absolute flex size-9 items-center justify-center rounded-full bg-black/65 text-white transition-colors hover:bg-black/85";

/** A product's pictures: uploaded at once when chosen, the first is the cover. */
export const PicturesInput = ({
  shopId,
  images,
  onChange,
  onBusy,
}: {
  shopId: string;
  images: readonly Image[];
  /** Takes a step rather than a list: uploads end in any order, and none may undo another. */
  onChange: (step: (images: readonly Image[]) => readonly Image[]) => void;
  onBusy: (busy: boolean) => void;
}) => {
  const t = useTexts("catalog");
  const id = useId();
  const [previews, setPreviews] = useState<readonly string[]>([]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const upload = async (files: readonly File[]) => {
    setRefusal(null);
    onBusy(true);
    await Promise.all(
      files.slice(0, MOST - images.length).map(async (file) => {
        const preview = URL.createObjectURL(file);
        setPreviews((shown) => [...shown, preview]);
        const result = await uploadImage(shopId, file);
        setPreviews((shown) => shown.filter((url) => url !== preview));
        URL.revokeObjectURL(preview);
        if (result.ok) onChange((before) => [...before, result.data]);
        else setRefusal(result.error);
      }),
    );
    onBusy(false);
  };
  return (
    <div className="flex flex-col gap-3">
      <ul className="grid grid-cols-3 gap-3 sm:grid-cols-4">
        {images.map((image, index) => (
          <li key={image.id} className="relative aspect-square overflow-hidden rounded-md bg-raised">
            <img src={image.url} alt="" className="size-full object-cover" />
            <button
              type="button"
              aria-label={t("editor.removePicture", { number: index + 1 })}
              className={`${corner} top-1.5 right-1.5`}
              onClick={() => onChange((before) => before.filter(({ id: other }) => other !== image.id))}
            >
              <X size={16} aria-hidden />
            </button>
            {index === 0 ? (
              <Badge tone="overlay" className="absolute bottom-1.5 left-1.5">
                {t("editor.cover")}
              </Badge>
            ) : (
              <button
                type="button"
                aria-label={t("editor.makeCover", { number: index + 1 })}
                title={t("editor.makeCover", { number: index + 1 })}
                className={`${corner} bottom-1.5 left-1.5`}
                onClick={() =>
                  onChange((before) => [image, ...before.filter(({ id: other }) => other !== image.id)])
                }
              >
                <Star size={16} aria-hidden />
              </button>
            )}
          </li>
        ))}
        {previews.map((preview) => (
          <li key={preview} className="relative aspect-square overflow-hidden rounded-md bg-raised">
            <img src={preview} alt="" className="size-full object-cover opacity-50" />
            <span role="status" className="absolute inset-0 flex items-center justify-center">
              <Spinner />
              <span className="sr-only">{t("editor.uploading")}</span>
            </span>
          </li>
        ))}
        {images.length + previews.length < MOST && (
          <li>
            <label
              htmlFor={id}
              className="flex aspect-square flex-col items-center justify-center gap-1.5 rounded-md border border-dashed border-line-strong/60 p-2 text-center text-sm font-medium text-muted transition-colors hover:border-line-strong hover:text-ink has-focus-visible:outline-2 has-focus-visible:outline-ink"
            >
              <ImagePlus size={24} aria-hidden strokeWidth={1.5} />
              {t("editor.addPicture")}
              <input
                id={id}
                type="file"
                multiple
                accept={IMAGE_TYPES}
                className="sr-only"
                onChange={({ target }) => {
                  void upload([...(target.files ?? [])]);
                  target.value = "";
                }}
              />
            </label>
          </li>
        )}
      </ul>
      <RefusalNotice refusal={refusal} />
    </div>
  );
};
