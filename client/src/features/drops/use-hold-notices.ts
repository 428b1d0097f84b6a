import type { ShowSnapshot } from "@showdrop/shared";
import { useEffect, useRef } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useToast } from "../../ui/index.ts";

/**
 * Tells me when a hold of mine ran out while I looked elsewhere.
 * @param inSight the hold whose checkout is open and says so itself
 */
export function useHoldNotices(show: ShowSnapshot | null, inSight: string | null): void {
  const t = useTexts("drops");
  const toast = useToast();
  const running = useRef(new Set<string>());
  useEffect(() => {
    for (const { id, status, offered, dropId } of show?.holds ?? []) {
      if (status === "active" && offered && !running.current.has(id))
        toast.info(
          t("turnCame", { title: show?.drops.find((drop) => drop.id === dropId)?.product.title ?? "" }),
        );
      if (status === "active" || status === "paying") running.current.add(id);
      else if (running.current.delete(id) && status === "expired" && id !== inSight)
        toast.warn(
          t("holdEnded", { title: show?.drops.find((drop) => drop.id === dropId)?.product.title ?? "" }),
        );
    }
  }, [show, inSight, toast, t]);
}
