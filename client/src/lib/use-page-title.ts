import { useEffect } from "react";

/** Names the page in the browser's tab and history; null for the brand alone. */
export const usePageTitle = (title: string | null | undefined): void => {
  useEffect(() => {
    document.title = title ? `${title} · Showdrop` : "Showdrop";
  }, [title]);
};
