import { usePageKeys } from "../../lib/use-page-keys.ts";
import { type StudioAct, studioActOf } from "./studio-keys.ts";

/** Listens to the page's keys while the studio is open. A key that is held down acts once. */
export const useStudioKeys = (onAct: (act: StudioAct) => void): void => {
  usePageKeys((event) => {
    const act = studioActOf(event);
    if (!act) return;
    event.preventDefault();
    if (!event.repeat || act === "down" || act === "up") onAct(act);
  });
};
