import { runOfShowRoutes, type Show } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { useToast } from "../../ui/index.ts";

/** Says that the host is right back, or is back. */
export const useAway = ({ id: showId, status, awaySince }: Show) => {
  const t = useTexts("runOfShow");
  const toast = useToast();
  const send = useSend(runOfShowRoutes.setAway);
  const away = awaySince !== null;
  return {
    away,
    possible: status === "live" || status === "paused",
    busy: send.isPending,
    toggle: () =>
      send.mutate(
        { params: { showId }, body: { away: !away } },
        {
          onSuccess: () => toast.success(t(away ? "away.isBack" : "away.isAway")),
          onError: (refusal) => toast.refusal(refusal),
        },
      ),
  };
};
