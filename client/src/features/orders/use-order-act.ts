import {
  type AnyRoute,
  type ArgsOf,
  fulfilmentRoutes,
  type OrderDetails,
  orderRoutes,
  pickupRoutes,
} from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { keyOf, useSend } from "../../lib/api.ts";
import { useToast } from "../../ui/index.ts";
import { refreshShopOrders } from "./refresh-orders.ts";

type DetailsRoute = AnyRoute & { answer: z.ZodType<OrderDetails> };

/** Something done with an order, whose answer is its details as they are then: they show at once, and the rest is asked for again. */
export const useOrderAct = <R extends DetailsRoute>(
  route: R,
  done: string,
  onDone: () => void = () => undefined,
) => {
  const client = useQueryClient();
  const toast = useToast();
  const send = useSend(route);
  return {
    busy: send.isPending,
    refusal: send.error,
    forget: send.reset,
    run: (args: ArgsOf<R>) =>
      send.mutate(args, {
        onSuccess: async () => {
          toast.success(done);
          onDone();
          await Promise.all([
            client.invalidateQueries({ queryKey: keyOf(fulfilmentRoutes.readOrderDetails) }),
            client.invalidateQueries({ queryKey: keyOf(orderRoutes.readOrder) }),
            client.invalidateQueries({ queryKey: keyOf(pickupRoutes.readPickupCode) }),
            refreshShopOrders(client),
          ]);
        },
      }),
  };
};
