import type { Image, Refusal } from "@showdrop/shared";
import { ImagePlus, Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { classes, IconButton, RefusalNotice, Spinner } from "../../ui/index.ts";
import { IMAGE_TYPES, uploadImage } from "./upload-image.ts";

/** A single picture, such as a poster: choose, see, remove. */
export const OnePicture = ({
  shopId,
  url,
  onChange,
  choose,
  remove,
  className,
}: {
  shopId: string;
  /** What is shown now. */
  url: string | null;
  onChange: (image: Image | null) => void;
  /** The name of choosing, and of removing. */
  choose: string;
  remove: string;
  /** The picture's shape. */
  className: string;
}) => {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const upload = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    const result = await uploadImage(shopId, file);
    setBusy(false);
    setRefusal(result.ok ? null : result.error);
    if (result.ok) onChange(result.data);
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-end gap-2">
        <label
          htmlFor={id}
          className={classes(
            "relative flex items-center justify-center overflow-hidden border border-dashed border-line-strong/60 bg-raised text-muted transition-colors hover:border-line-strong has-focus-visible:outline-2 has-focus-visible:outline-ink",
            className,
          )}
        >
          <span className="sr-only">{choose}</span>
          {url && <img src={url} alt="" className="absolute inset-0 size-full object-cover" />}
          {busy ? <Spinner /> : !url && <ImagePlus size={24} aria-hidden strokeWidth={1.5} />}
          <input
            id={id}
            type="file"
            accept={IMAGE_TYPES}
            disabled={busy}
            className="sr-only"
            onChange={({ target }) => {
              void upload(target.files?.[0]);
              target.value = "";
            }}
          />
        </label>
        {url && (
          <IconButton label={remove} icon={<Trash2 size={18} aria-hidden />} onClick={() => onChange(null)} />
        )}
      </div>
      <RefusalNotice refusal={refusal} />
    </div>
  );
};
