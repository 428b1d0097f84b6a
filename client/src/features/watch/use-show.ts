import {
  appealRoutes,
  type ChatMessage,
  type Hold,
  type MyStep,
  type NewMessage,
  type Result,
  refuse,
  type ScreenNews,
  type WaitChange,
} from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { keyOf } from "../../lib/api.ts";
import { onceAFrame } from "../../lib/once-a-frame.ts";
import { refreshMe, useMe } from "../../lib/session.ts";
import { refreshCarts } from "../cart/use-cart.ts";
import { takeNotificationNews } from "../notifications/use-notifications.ts";
import { type Deed, noNews, type OpenShow, openShow, type ShowNews } from "./open-show.ts";

export interface FollowedShow extends ShowNews {
  post: OpenShow["post"];
  sendHearts: OpenShow["sendHearts"];
  takePart: OpenShow["takePart"];
  noteOpened: OpenShow["noteOpened"];
  adopt: (hold: Hold) => void;
  adoptWait: (change: WaitChange) => void;
}

/**
 * The one bridge from the hub to React: everything that a page shows of a show comes from here. Who signs in or out is
 * connected anew, since the hub knows a person by the session that the connection was opened with.
 * @param onScreenNews on a paired second screen: what such screens are told
 */
export function useShow(showId: string, onScreenNews?: (news: ScreenNews) => void): FollowedShow {
  const client = useQueryClient();
  const { me, loading } = useMe();
  const [told, setTold] = useState<{ who: string | null; news: ShowNews }>({ who: null, news: noNews });
  const open = useRef<OpenShow>(null);
  const who = me?.id ?? null;
  const screenNews = useEffectEvent((news: ScreenNews) => onScreenNews?.(news));
  useEffect(() => {
    if (loading) return;
    const drawn = onceAFrame((news: ShowNews) => setTold({ who, news }));
    const show = openShow(
      showId,
      drawn.take,
      (other) => {
        takeNotificationNews(client, other);
        if (other.event === "cart:changed") void refreshCarts(client);
        if (other.event === "session:ended" || other.event === "role:changed") void refreshMe(client);
        if (other.event === "person:banned" || other.event === "appeal:decided")
          void client.invalidateQueries({ queryKey: keyOf(appealRoutes.readMyStanding) });
      },
      { onScreen: (news) => screenNews(news) },
    );
    open.current = show;
    return () => {
      drawn.stop();
      show.close();
      open.current = null;
    };
  }, [showId, who, loading, client]);

  const post = useCallback(
    async (message: NewMessage): Promise<Result<ChatMessage>> =>
      (await open.current?.post(message)) ?? refuse("UNAVAILABLE"),
    [],
  );
  const sendHearts = useCallback(
    async (count: number): Promise<Result<object>> =>
      (await open.current?.sendHearts(count)) ?? refuse("UNAVAILABLE"),
    [],
  );
  const takePart = useCallback(
    async (deed: Deed): Promise<Result<MyStep>> =>
      (await open.current?.takePart(deed)) ?? refuse("UNAVAILABLE"),
    [],
  );
  const noteOpened = useCallback<OpenShow["noteOpened"]>((opened) => open.current?.noteOpened(opened), []);
  const adopt = useCallback((hold: Hold) => open.current?.adopt(hold), []);
  const adoptWait = useCallback((change: WaitChange) => open.current?.adoptWait(change), []);
  // Nothing of the person before is shown to the next.
  const news = told.who === who ? told.news : noNews;
  return { ...news, post, sendHearts, takePart, noteOpened, adopt, adoptWait };
}
