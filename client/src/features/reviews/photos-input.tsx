import {
  type Image,
  MAX_IMAGE_BYTES,
  MAX_REVIEW_PHOTOS,
  productReviewRoutes,
  type Refusal,
  type Result,
  refuse,
} from "@showdrop/shared";
import { ImagePlus, X } from "lucide-react";
import { useId, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { call } from "../../lib/api.ts";
import { Picture, RefusalNotice, Spinner } from "../../ui/index.ts";
import { IMAGE_TYPES } from "../catalog/upload-image.ts";

const upload = async (productId: string, file: File): Promise<Result<Image>> =>
  file.size > MAX_IMAGE_BYTES
    ? refuse("IMAGE_TOO_LARGE")
    : call(productReviewRoutes.uploadReviewPhoto, { params: { productId }, file });

/** A review's photos: uploaded at once when chosen. */
export const PhotosInput = ({
  productId,
  photos,
  onChange,
}: {
  productId: string;
  photos: readonly Image[];
  onChange: (step: (photos: readonly Image[]) => readonly Image[]) => void;
}) => {
  const t = useTexts("reviews");
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const add = async (files: readonly File[]) => {
    setBusy(true);
    setRefusal(null);
    for (const file of files.slice(0, MAX_REVIEW_PHOTOS - photos.length)) {
      const result = await upload(productId, file);
      if (result.ok) onChange((before) => [...before, result.data]);
      else setRefusal(result.error);
    }
    setBusy(false);
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-semibold">{t("write.photos")}</legend>
      <div className="flex flex-wrap gap-2">
        {photos.map((photo, index) => (
          <div key={photo.id} className="relative size-20 overflow-hidden rounded-md bg-raised">
            <Picture {...photo} alt="" sizes="80px" className="size-full object-cover" />
            <button
              type="button"
              aria-label={t("write.removePhoto", { number: index + 1 })}
              onClick={() => onChange((before) => before.filter((other) => other.id !== photo.id))}
              className="absolute top-1 right-1 flex size-8 items-center justify-center rounded-full bg-black/65 text-white"
            >
              <X size={16} aria-hidden />
            </button>
          </div>
        ))}
        {photos.length < MAX_REVIEW_PHOTOS && (
          <label
            htmlFor={id}
            className="flex size-20 items-center justify-center rounded-md border border-dashed border-line-strong/60 bg-raised text-muted hover:border-line-strong has-focus-visible:outline-2 has-focus-visible:outline-ink"
          >
            <span className="sr-only">{t("write.addPhoto")}</span>
            {busy ? <Spinner /> : <ImagePlus size={24} aria-hidden strokeWidth={1.5} />}
            <input
              id={id}
              type="file"
              accept={IMAGE_TYPES}
              multiple
              disabled={busy}
              className="sr-only"
              onChange={({ target }) => {
                void add([...(target.files ?? [])]);
                target.value = "";
              }}
            />
          </label>
        )}
      </div>
      <p className="text-sm text-muted">{t("write.photosHint")}</p>
      <RefusalNotice refusal={refusal} />
    </fieldset>
  );
};
