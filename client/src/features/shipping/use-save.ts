import { type AnyRoute, type ArgsOf, pricingRoutes, type Refusal } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useSend } from "../../lib/api.ts";
import { useToast } from "../../ui/index.ts";

interface Ends {
  done?: () => void;
  refused?: (refusal: Refusal) => void;
}

/** Sends settings, says that they count from now on, and has what is shown of them read anew. */
export const useSave = <R extends AnyRoute>(route: R, read: AnyRoute = pricingRoutes.readShipping) => {
  const t = useTexts("shipping");
  const client = useQueryClient();
  const toast = useToast();
  const send = useSend(route);
  return {
    busy: send.isPending,
    refusal: send.error,
    save: (args: ArgsOf<R>, { done, refused }: Ends = {}): void =>
      send.mutate(args, {
        ...(refused ? { onError: refused } : {}),
        onSuccess: async () => {
          toast.success(t("saved"));
          await client.invalidateQueries({ queryKey: keyOf(read) });
          done?.();
        },
      }),
  };
};
