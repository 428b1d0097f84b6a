import type { Order } from "@showdrop/shared";
import { useEffect, useRef } from "react";
import { tellPlayer } from "./outside.ts";

/** Tells the player on another site, which opened this show, of orders that were paid here; each once. */
export const useTellPlayer = (showId: string, orders: Readonly<Record<string, Order>>): void => {
  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const { id, status } of Object.values(orders))
      if (status === "paid" && !told.current.has(id)) {
        told.current.add(id);
        tellPlayer(showId);
      }
  }, [orders, showId]);
};
