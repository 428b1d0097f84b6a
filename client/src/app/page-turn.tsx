import { useEffect, useRef } from "react";
import { useLocation, useNavigationType } from "react-router";

/** Whoever types or answers a dialog stays where they are. */
const AT_WORK = "input, textarea, select, [role=dialog] *";

/**
 * A new page begins at its top, and the keyboard and whoever listens begin there too: the link that led here is gone, and
 * would leave them nowhere. Stands beside the pages, so that it waits for them as they are loaded.
 */
export const PageTurn = () => {
  const { pathname } = useLocation();
  const action = useNavigationType();
  const here = useRef(pathname);
  useEffect(() => {
    if (here.current === pathname) return;
    here.current = pathname;
    // Back and forward keep the place that the browser remembers.
    if (action !== "POP") window.scrollTo(0, 0);
    if (document.activeElement?.matches(AT_WORK)) return;
    const main = document.querySelector("main");
    if (!main) return;
    main.tabIndex = -1;
    main.focus({ preventScroll: true });
  }, [pathname, action]);
  return null;
};
