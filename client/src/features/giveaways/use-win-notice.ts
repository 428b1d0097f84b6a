import type { GiveawayWin } from "@showdrop/shared";
import { useEffect, useRef } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useToast } from "../../ui/index.ts";

/** Tells a person once that they won. */
export const useWinNotice = (won: GiveawayWin | null): void => {
  const t = useTexts("giveaways");
  const toast = useToast();
  const told = useRef<string>(null);
  useEffect(() => {
    if (!won || told.current === won.giveawayId) return;
    told.current = won.giveawayId;
    toast.success(t("won", { prize: won.prize }));
  }, [won, toast, t]);
};
