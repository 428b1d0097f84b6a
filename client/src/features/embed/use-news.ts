import { EmbedNews, type ShowStatus } from "@showdrop/shared";
import { useEffect } from "react";
import { tellPage } from "./outside.ts";

/** Passes on to the page around what a window that the player opened says of an order. */
const usePassOn = (): void => {
  useEffect(() => {
    const hear = ({ origin, data }: MessageEvent<unknown>): void => {
      if (origin !== window.location.origin) return;
      const news = EmbedNews.safeParse(data);
      if (news.success && news.data.event === "order") tellPage("order", news.data.showId);
    };
    window.addEventListener("message", hear);
    return () => window.removeEventListener("message", hear);
  }, []);
};

/** Tells the page around that the player is there, and when its show begins and ends. */
export const useNews = (show: { id: string; status: ShowStatus } | null | undefined): void => {
  usePassOn();
  const known = show !== undefined;
  const id = show?.id ?? null;
  const live = show?.status === "live";
  const over = show?.status === "ended";
  useEffect(() => {
    if (known) tellPage("ready", id);
  }, [known, id]);
  useEffect(() => {
    if (live) tellPage("live", id);
  }, [live, id]);
  useEffect(() => {
    if (over) tellPage("ended", id);
  }, [over, id]);
};
