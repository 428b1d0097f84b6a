import {
  type Giveaway,
  type MyStep,
  type OpenGiveaway,
  type Poll,
  type Result,
  routes,
} from "@showdrop/shared";
import type { Client } from "./harness.ts";
import type { Page, Stage } from "./stage.ts";

/** What a test's host asks and gives away, and what its viewers do about it. */
export const askPoll = ({ owner, show }: Stage, seconds: number | null = null): Promise<Poll> =>
  owner.must(routes.openPoll, {
    params: { showId: show.id },
    body: { question: "Which glaze?", answers: ["Moss", "Ash", "Celadon"], seconds },
  });

export const giveAway = (
  { owner, show }: Pick<Stage, "owner" | "show">,
  more: Partial<OpenGiveaway> = {},
): Promise<Giveaway> =>
  owner.must(routes.openGiveaway, {
    params: { showId: show.id },
    body: { prize: "A moon jar", audience: "everyone", ...more },
  });

export const draw = (owner: Client, { id }: Giveaway): Promise<Giveaway> =>
  owner.must(routes.drawGiveaway, { params: { giveawayId: id } });

export const vote = (page: Page, { id, showId }: Poll, answer: number): Promise<Result<MyStep>> =>
  page.request("poll:vote", { showId, pollId: id, answer });

export const enter = (page: Page, { id, showId }: Giveaway): Promise<Result<MyStep>> =>
  page.request("giveaway:enter", { showId, giveawayId: id });

export const snapshotOf = async (page: Page, showId: string) => {
  const joined = await page.request("show:join", { showId });
  if (!joined.ok) throw new Error(joined.error.code);
  return joined.data;
};
