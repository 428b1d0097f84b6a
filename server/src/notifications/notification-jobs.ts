import type { Job } from "../jobs/jobs.ts";
import { inLanes } from "../jobs/lanes.ts";
import { CLAIM_MS, type DeliverDeps, deliver } from "./deliver.ts";
import { createNoteOccasions, type NoteOccasionsDeps } from "./note-occasions.ts";
import { type TellAudiencesDeps, tellAudiences } from "./tell-audiences.ts";

export type NotificationJobsDeps = NoteOccasionsDeps & TellAudiencesDeps & DeliverDeps;

/** Notifications that one server sends side by side: a push service answers in about 50 ms, so some 300 a second. */
const LANES = 16;

/** What tells people without anybody asking. After a crash these same jobs, on any server, finish what was begun. */
export const notificationJobs = (deps: NotificationJobsDeps): Job[] => {
  const { notifications, clock, log } = deps;
  const noteOccasions = createNoteOccasions(deps);

  /** Claims what has been due for longest, until when is said too. */
  const claim = async () => {
    const now = clock.now();
    const until = new Date(now + CLAIM_MS);
    const notification = await notifications.claim(new Date(now), until);
    return notification && { notification, until };
  };
  const send = async ({ notification, until }: NonNullable<Awaited<ReturnType<typeof claim>>>) => {
    try {
      await deliver(deps, notification, until);
    } catch (error) {
      log.warn({ err: error, notificationId: notification.id }, "notifications: taken up again later");
    }
  };

  return [
    { name: "occasions", everyMs: 1_000, run: noteOccasions },
    { name: "audiences", everyMs: 500, run: () => tellAudiences(deps) },
    { name: "notifications", everyMs: 500, run: (stopped) => inLanes(LANES, { claim, work: send, stopped }) },
  ];
};
