import { personRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { noteMe, useMe } from "../../lib/session.ts";
import { Checkbox, useToast } from "../../ui/index.ts";

/** Whether the chat names me when I buy; it does not unless I agreed. */
export const NamedWhenBuying = () => {
  const t = useTexts("account");
  const client = useQueryClient();
  const toast = useToast();
  const { me } = useMe();
  const send = useSend(personRoutes.editMe);
  if (!me) return null;
  const shown = send.isPending ? (send.variables.body?.namedWhenBuying ?? false) : me.namedWhenBuying;
  return (
    <Checkbox
      label={t("namedWhenBuying")}
      hint={t("namedWhenBuyingHint")}
      checked={shown}
      onChange={(namedWhenBuying) =>
        send.mutate(
          { body: { namedWhenBuying } },
          { onError: toast.refusal, onSuccess: (changed) => noteMe(client, changed) },
        )
      }
    />
  );
};
