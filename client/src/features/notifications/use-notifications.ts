import { type AnswerOf, type Notification, notificationRoutes, type PersonNews } from "@showdrop/shared";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { call, keyOf, useAnswer } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import { refreshFollowing, rememberFollow } from "../follow/use-follow.ts";

/** As many as one scrolls through behind a bell. */
const SHOWN = { query: { limit: 30 } } as const;
const listKey = keyOf(notificationRoutes.listNotifications, SHOWN);
type Listed = AnswerOf<typeof notificationRoutes.listNotifications>;

/** What I was told, newest first, and how much of it I have not read. */
export const useNotifications = () => {
  const client = useQueryClient();
  const { me } = useMe();
  const list = useAnswer(notificationRoutes.listNotifications, SHOWN, {
    enabled: me !== null,
    staleTime: 60_000,
  });

  /** Marks one as read, or all. */
  const read = async (id?: string): Promise<void> => {
    const known = client.getQueryData<Listed>(listKey);
    const isMeant = (item: Notification) => id === undefined || item.id === id;
    if (known)
      client.setQueryData<Listed>(listKey, {
        items: known.items.map((item) => (isMeant(item) ? { ...item, read: true } : item)),
        unread: id === undefined ? 0 : Math.max(0, known.unread - 1),
      });
    await call(notificationRoutes.readNotifications, { body: id === undefined ? {} : { id } });
    await client.invalidateQueries({ queryKey: listKey });
  };
  return {
    items: list.data?.items,
    unread: list.data?.unread ?? 0,
    refusal: list.error,
    retry: list.refetch,
    read,
  };
};

/** Takes in what is told to me on any page, of what I follow and of my notifications. */
export const takeNotificationNews = (client: QueryClient, news: PersonNews): void => {
  if (news.event === "follow:changed") rememberFollow(client, news.data);
  if (news.event === "notification:new" || news.event === "notifications:read")
    void client.invalidateQueries({ queryKey: listKey });
};

/** After the line was down. */
export const refreshNotifications = (client: QueryClient): void => {
  void client.invalidateQueries({ queryKey: listKey });
  void refreshFollowing(client);
};
