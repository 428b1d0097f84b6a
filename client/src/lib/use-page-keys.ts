import { useEffectEvent, useLayoutEffect } from "react";

/** Listens to the page's keys, from the moment on in which what they act on is there. */
export const usePageKeys = (onPress: (event: KeyboardEvent) => void): void => {
  const pressed = useEffectEvent(onPress);
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
};
