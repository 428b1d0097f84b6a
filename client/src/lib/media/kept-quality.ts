import { keep, kept } from "../kept.ts";
import { type Quality, qualities } from "./quality.ts";

/** What was chosen on this device; "auto" unless something else was. */
export const keptQuality = (): Quality => {
  const choice = kept("quality");
  return qualities.find((quality) => quality === choice) ?? "auto";
};

export const keepQuality = (quality: Quality): void => keep("quality", quality === "auto" ? null : quality);
