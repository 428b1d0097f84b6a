import { routes, type ShowSnapshot } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
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
  const end = useSend(routes.endShow);
  const sum = (units: "sold" | "held") => show.drops.reduce((total, { stock }) => total + stock[units], 0);
  const openDrops = show.drops.filter(({ status }) => status === "open" || status === "scheduled").length;
  const numbers = [
    t("endNumbers.viewers", { count: show.viewers }),
    t("endNumbers.sold", { count: sum("sold") }),
    ...(openDrops > 0 ? [t("endNumbers.drops", { count: openDrops })] : []),
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
