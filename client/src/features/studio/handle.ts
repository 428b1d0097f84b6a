import { Handle, type Refusal, refuse, refuseInput, shopRoutes } from "@showdrop/shared";
import { useEffect, useState } from "react";
import { useAnswer } from "../../lib/api.ts";

/** Typing pauses for this long before the server is asked. */
const PAUSE_MS = 400;

/** A handle made of a shop's name: letters and digits kept, everything else becomes one hyphen. */
export const handleFrom = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 30)
    .replaceAll(/-+$/g, "");

export type HandleState =
  | { state: "empty" | "checking" | "free" | "unknown" }
  | { state: "refused"; refusal: Refusal };

/** Whether a handle can be had, while it is typed: there is a shop page behind it, or not. */
export const useHandle = (typed: string): HandleState => {
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const handle = Handle.safeParse(asked);
  const page = useAnswer(
    shopRoutes.readShopPage,
    { params: { handle: handle.data ?? "" } },
    { enabled: handle.success },
  );
  if (typed === "") return { state: "empty" };
  if (asked !== typed) return { state: "checking" };
  if (!handle.success) {
    return { state: "refused", refusal: refuseInput(handle.error).error };
  }
  if (page.data) return { state: "refused", refusal: refuse("HANDLE_TAKEN").error };
  if (page.error) return { state: page.error.code === "NOT_FOUND" ? "free" : "unknown" };
  return { state: "checking" };
};
