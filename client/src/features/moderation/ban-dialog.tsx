import { type Person, routes } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { ConfirmDialog, useToast } from "../../ui/index.ts";

interface BanDialogProps {
  shopId: string;
  /** Who is about to be banned; null while nobody is. */
  person: Person | null;
  onClose: () => void;
}

/** Asks once more: a ban takes somebody out of all of the shop's shows at once. */
export const BanDialog = ({ shopId, person, onClose }: BanDialogProps) => {
  const t = useTexts("moderation");
  const toast = useToast();
  const ban = useSend(routes.banPerson);
  const name = person?.displayName ?? "";
  const confirm = () => {
    if (!person) return;
    ban.mutate(
      { params: { shopId }, body: { userId: person.id } },
      {
        onSuccess: () => {
          toast.success(t("banned", { name }));
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      open={person !== null}
      onClose={onClose}
      onConfirm={confirm}
      title={t("banTitle", { name })}
      confirm={t("banConfirm")}
      danger
      busy={ban.isPending}
      refusal={ban.error}
    >
      {t("banText")}
    </ConfirmDialog>
  );
};
