import { formatMoney, type PersonNews, type TeamNews } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { refreshMe } from "../../lib/session.ts";
import { openHub } from "../../lib/socket.ts";
import { useToast } from "../../ui/index.ts";
import { refreshCarts } from "../cart/use-cart.ts";
import { refreshModeration } from "../moderation/refresh-moderation.ts";
import { refreshNotifications, takeNotificationNews } from "../notifications/use-notifications.ts";
import { useWords } from "../notifications/use-words.ts";
import { refreshShopOrders, rememberOrder, rememberTeamOrder } from "./refresh-orders.ts";

/**
 * While somebody is signed in, brings news of their orders, of their shop's and its moderation, of what they follow, of
 * invitations on stage and
 * of their session's end to any page.
 */
export const useOrderNews = (_userId: string): void => {
  const t = useTexts("orders");
  const stage = useTexts("stage");
  const { locale } = useLanguage();
  const toast = useToast();
  const words = useWords();
  const client = useQueryClient();
  const onTeam = useEffectEvent(({ event, data }: TeamNews) => {
    void refreshShopOrders(client);
    switch (event) {
      case "order:paid":
      case "order:authorised":
        return void toast.success(
          t("shop.arrived", { number: data.number, total: formatMoney(data.totals.total, locale) }),
        );
      case "order:changed":
        return void rememberTeamOrder(client, data);
      case "dispute:changed":
        return void toast.info(t(`shop.dispute.${data.status}`, { number: data.orderNumber }));
    }
  });
  const onPerson = useEffectEvent((news: PersonNews) => {
    takeNotificationNews(client, news);
    if (news.event === "notification:new" && !news.data.withheld) toast.info(words(news.data).what);
    if (news.event === "cart:changed" || news.event === "hold:changed") void refreshCarts(client);
    if (news.event === "order:changed") void rememberOrder(client, news.data);
    if (news.event === "stage:invited") {
      const { title, invitedBy } = news.data;
      toast.info(stage("invitation.news", { title, name: invitedBy.displayName }));
    }
    if (news.event === "session:ended" || news.event === "role:changed") void refreshMe(client);
  });
  // What happened while the line was down was told to nobody: the lists are asked for again.
  const onUp = useEffectEvent(() => {
    void refreshShopOrders(client);
    void refreshCarts(client);
    refreshNotifications(client);
  });
  useEffect(() => {
    const hub = openHub({
      onUp: () => onUp(),
      onPerson: (news) => onPerson(news),
      onTeam: (news) => onTeam(news),
      onModeration: () => void refreshModeration(client),
    });
    return hub.close;
  }, [client]);
};
