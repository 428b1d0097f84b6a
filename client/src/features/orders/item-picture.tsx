import { Package } from "lucide-react";
import { classes, Picture } from "../../ui/index.ts";

/** The picture of something that was ordered; decorative, its title stands beside it. */
export const ItemPicture = ({ url, className }: { url: string | null; className?: string }) =>
  url ? (
    <Picture
      url={url}
      alt=""
      sizes="96px"
      className={classes("shrink-0 rounded-md bg-raised object-cover", className)}
    />
  ) : (
    <div
      aria-hidden
      className={classes(
        "flex shrink-0 items-center justify-center rounded-md bg-raised text-faint",
        className,
      )}
    >
      <Package size={20} strokeWidth={1.5} />
    </div>
  );
