import { useEffect, useEffectEvent } from "react";
import { actOf, type HotKeyAct } from "./hot-keys.ts";

/** Listens to the page's keys. */
export const useHotKeys = (onAct: (act: HotKeyAct) => void): void => {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const act = actOf(event);
    if (!act) return;
    event.preventDefault();
    onAct(act);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
};
