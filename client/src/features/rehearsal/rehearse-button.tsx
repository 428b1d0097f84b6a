import { REHEARSAL_PATH, rehearsalRoutes } from "@showdrop/shared";
import { Clapperboard } from "lucide-react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { isRehearsal } from "../../lib/world.ts";
import { Button, useToast } from "../../ui/index.ts";

/** Where a rehearsal is played: the same pages in a world of their own, which knows the real show by `of`. */
const rehearsalAddress = (playedId: string, showId: string): string =>
  `${REHEARSAL_PATH}/studio/shows/${playedId}?of=${showId}`;

/** Sets up a rehearsal of a show that has not begun, and goes there. */
export const RehearseButton = ({ showId }: { showId: string }) => {
  const t = useTexts("rehearsal");
  const { language } = useLanguage();
  const toast = useToast();
  const start = useSend(rehearsalRoutes.startRehearsal);
  if (isRehearsal) return null;
  const rehearse = () =>
    start.mutate(
      { params: { showId }, body: { locale: language } },
      {
        onSuccess: ({ running }) => {
          if (running) window.location.assign(rehearsalAddress(running.rehearsalId, showId));
        },
        onError: (refusal) => toast.refusal(refusal),
      },
    );
  return (
    <Button
      icon={<Clapperboard size={18} aria-hidden />}
      busy={start.isPending || start.isSuccess}
      onClick={rehearse}
    >
      {t("start")}
    </Button>
  );
};
