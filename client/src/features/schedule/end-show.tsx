import { type Show, showRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { ConfirmDialog, useToast } from "../../ui/index.ts";
import { refreshShows } from "./refresh-shows.ts";

/** Asks before a show that is on is ended, and before a planned one is cancelled: neither can be undone. */
export const EndShowDialog = ({ show, onClose }: { show: Show; onClose: () => void }) => {
  const t = useTexts("schedule");
  const client = useQueryClient();
  const toast = useToast();
  const planned = show.status === "scheduled";
  const send = useSend(planned ? showRoutes.cancelShow : showRoutes.endShow);
  const confirm = () =>
    send.mutate(
      { params: { showId: show.id } },
      {
        onSuccess: async () => {
          toast.success(planned ? t("didCancel") : t("didEnd"));
          await refreshShows(client);
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      onConfirm={confirm}
      title={planned ? t("cancelTitle") : t("endTitle")}
      confirm={planned ? t("cancel") : t("end")}
      busy={send.isPending}
      refusal={send.error}
    >
      {planned ? t("cancelText", { title: show.title }) : t("endText")}
    </ConfirmDialog>
  );
};
