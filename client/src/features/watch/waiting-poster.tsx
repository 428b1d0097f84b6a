import { firstSizes } from "@showdrop/shared";
import { Picture } from "../../ui/index.ts";

/** Stands where the show's picture is going to be, for as long as there is none. */
export const WaitingPoster = ({ url }: { url: string }) => (
  <Picture
    url={url}
    alt=""
    sizes={firstSizes.show}
    eager
    className="absolute inset-0 h-full w-full object-cover opacity-40 blur-sm"
  />
);
