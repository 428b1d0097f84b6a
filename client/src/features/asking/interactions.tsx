import type { ShowSnapshot } from "@showdrop/shared";
import { CouponCard } from "../coupons/coupon-card.tsx";
import { GiveawayCard } from "../giveaways/giveaway-card.tsx";
import { PollCard } from "../polls/poll-card.tsx";
import type { FollowedShow } from "../watch/use-show.ts";

interface InteractionsProps {
  show: ShowSnapshot;
  acts: Pick<FollowedShow, "takePart">;
  overVideo?: boolean;
}

/** What a show asks its viewers now: above the chat. */
export const Interactions = ({ show, acts, overVideo = false }: InteractionsProps) => {
  const shared = { show, takePart: acts.takePart, overVideo };
  return (
    <>
      <CouponCard show={show} overVideo={overVideo} />
      <GiveawayCard {...shared} />
      <PollCard {...shared} />
    </>
  );
};
