import { useEffect } from "react";

declare global {
  interface Window {
    /** Buttons of a page's main part that were pressed before it could act (public/first.js); undefined once it can. */
    earlyPresses?: HTMLElement[] | undefined;
  }
}

/** Does what was pressed while the page only stood there. Beside a page's parts, so that it comes when they can act. */
export const EarlyPresses = (): null => {
  useEffect(() => {
    const pressed = window.earlyPresses ?? [];
    window.earlyPresses = undefined;
    for (const button of new Set(pressed)) if (button.isConnected) button.click();
  }, []);
  return null;
};
