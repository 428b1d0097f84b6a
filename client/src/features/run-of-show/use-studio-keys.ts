import { useEffect, useEffectEvent } from "react";
import { type StudioAct, studioActOf } from "./studio-keys.ts";

/** Listens to the page's keys while the studio is open. A key that is held down acts once. */
export const useStudioKeys = (onAct: (act: StudioAct) => void): void => {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const act = studioActOf(event);
    if (!act) return;
    event.preventDefault();
    if (!event.repeat || act === "down" || act === "up") onAct(act);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
};
