import { type RefusalCode, refusalCodes, refusals as told } from "@showdrop/shared";

/** The English sentences are the platform's own. */
export const refusals = Object.fromEntries(refusalCodes.map((code) => [code, told[code].message])) as Record<
  RefusalCode,
  string
>;
