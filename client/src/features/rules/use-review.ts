import { reviewRoutes } from "@showdrop/shared";
import { useEffect, useState } from "react";
import { call, useAnswer } from "../../lib/api.ts";
import { useToast } from "../../ui/index.ts";

/**
 * The lines that wait for the team, oldest first, and the verdict on them. A line leaves with the verdict, so that the
 * next can be judged at once.
 * @param news counts the news: at each the list is read again.
 */
export const useReview = (showId: string, news: number) => {
  const toast = useToast();
  const held = useAnswer(reviewRoutes.listHeldMessages, { params: { showId } });
  const [judged, setJudged] = useState<ReadonlySet<string>>(new Set());
  const { refetch } = held;
  useEffect(() => {
    if (news > 0) void refetch();
  }, [news, refetch]);

  const judge = async (messageId: string, judgement: "approve" | "reject") => {
    setJudged((before) => new Set(before).add(messageId));
    const answer = await call(reviewRoutes.judgeMessage, {
      params: { showId, messageId },
      body: { judgement },
    });
    if (!answer.ok) toast.refusal(answer.error);
    await refetch();
    // What could not be judged waits on.
    if (!answer.ok) setJudged((before) => new Set([...before].filter((id) => id !== messageId)));
  };
  return {
    waiting: held.data?.items.filter(({ message }) => !judged.has(message.id)),
    refusal: held.error,
    retry: refetch,
    judge,
  };
};
export type Review = ReturnType<typeof useReview>;
