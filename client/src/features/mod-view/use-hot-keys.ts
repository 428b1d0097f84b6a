import { usePageKeys } from "../../lib/use-page-keys.ts";
import { actOf, type HotKeyAct } from "./hot-keys.ts";

/** Listens to the page's keys. */
export const useHotKeys = (onAct: (act: HotKeyAct) => void): void => {
  usePageKeys((event) => {
    const act = actOf(event);
    if (!act) return;
    event.preventDefault();
    onAct(act);
  });
};
