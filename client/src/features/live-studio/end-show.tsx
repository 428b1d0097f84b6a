import { runOfShowRoutes, type ShowSnapshot, showRoutes } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer, useSend } from "../../lib/api.ts";
import { ConfirmDialog } from "../../ui/index.ts";

interface EndShowProps {
  open: boolean;
  onClose: () => void;
  onEnded: () => void;
  show: ShowSnapshot;
}

/** Asks once more, with what is still going on. */
export const EndShow = ({ open, onClose, onEnded, show }: EndShowProps) => {
  const t = useTexts("liveStudio");
  const end = useSend(showRoutes.endShow);
  // Asked when the question is asked, not remembered: people begin to pay all the time.
  const strip = useAnswer(
    runOfShowRoutes.readShowStrip,
    { params: { showId: show.show.id } },
    { enabled: open },
  );
  const paying = strip.data?.paying ?? 0;
  const sum = (units: "sold" | "held") => show.drops.reduce((total, { stock }) => total + stock[units], 0);
  const openDrops = show.drops.filter(({ status }) => status === "open" || status === "scheduled").length;
  const numbers = [
    t("endNumbers.viewers", { count: show.viewers }),
    t("endNumbers.sold", { count: sum("sold") }),
    ...(openDrops > 0 ? [t("endNumbers.drops", { count: openDrops })] : []),
    ...(paying > 0 ? [t("endNumbers.paying", { count: paying })] : []),
    ...(sum("held") > 0 ? [t("endNumbers.held", { count: sum("held") })] : []),
  ];
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      onConfirm={() => end.mutate({ params: { showId: show.show.id } }, { onSuccess: onEnded })}
      title={t("endTitle")}
      confirm={t("end")}
      danger
      busy={end.isPending}
      refusal={end.error}
    >
      <p>{t("endText")}</p>
      <ul className="mt-3 list-disc pl-5 text-ink">
        {numbers.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </ConfirmDialog>
  );
};
