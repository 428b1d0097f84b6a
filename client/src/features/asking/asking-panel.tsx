import type { ShowSnapshot } from "@showdrop/shared";
import type { ReactNode } from "react";
import { useTexts } from "../../i18n/index.ts";
import { CouponPanel } from "../coupons/coupon-panel.tsx";
import { GiveawayPanel } from "../giveaways/giveaway-panel.tsx";
import { PollPanel } from "../polls/poll-panel.tsx";
import { TeamQuestions } from "../questions/question-queue.tsx";
import type { FollowedShow } from "../watch/use-show.ts";

interface AskingPanelProps {
  show: ShowSnapshot;
  takePart: FollowedShow["takePart"];
}

/** Questions, polls, giveaways and coupons as a show's team runs them; giveaways and coupons are the owner's and the managers'. */
export const AskingPanel = ({ show, takePart }: AskingPanelProps) => {
  const [questions, polls] = [useTexts("questions"), useTexts("polls")];
  const [giveaways, coupons] = [useTexts("giveaways"), useTexts("coupons")];
  return (
    <div className="flex flex-col gap-8">
      <Part title={questions("title")}>
        <TeamQuestions show={show} takePart={takePart} />
      </Part>
      <Part title={polls("title")}>
        <PollPanel show={show} />
      </Part>
      {(show.role === "owner" || show.role === "manager") && (
        <>
          <Part title={giveaways("title")}>
            <GiveawayPanel show={show} />
          </Part>
          <Part title={coupons("panel")}>
            <CouponPanel show={show} />
          </Part>
        </>
      )}
    </div>
  );
};

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className="flex flex-col gap-3">
    <h2 className="text-lg font-semibold">{title}</h2>
    {children}
  </section>
);
