import { useOrderNews } from "./use-order-news.ts";

/** Brings news to any page, and shows nothing of its own: a part that is loaded once somebody is signed in. */
export const OrderNews = ({ userId }: { userId: string }) => {
  useOrderNews(userId);
  return null;
};
