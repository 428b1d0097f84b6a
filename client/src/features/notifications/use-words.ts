import type { NotificationNews } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";

/** A notification in the reader's language: what happened, and what it is about. */
export const useWords = () => {
  const t = useTexts("notifications");
  return ({ kind, shop, show, drop }: Pick<NotificationNews, "kind" | "shop" | "show" | "drop">) => {
    const names = { shop: shop.name, show: show.title, drop: drop?.title ?? show.title };
    return { what: t(`what.${kind}`, names), about: t(`about.${kind}`, names) };
  };
};
