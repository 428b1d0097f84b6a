import type { Membership, ShopRole } from "@showdrop/shared";
import { createContext, useContext } from "react";

export const StudioShopContext = createContext<Membership | null>(null);

/** The shop that the studio is about now, with my role in it. */
export const useStudioShop = (): Membership => {
  const shop = useContext(StudioShopContext);
  if (!shop) throw new Error("useStudioShop outside of the studio's layout");
  return shop;
};

/** Whether this role works on products, shows and orders. The server decides; this is for what to offer. */
export const mayManage = (role: ShopRole): boolean => role !== "moderator";
