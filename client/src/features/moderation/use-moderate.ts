import {
  type Acted,
  type AnyRoute,
  type ArgsOf,
  moderationRoutes,
  type Person,
  type Result,
  reviewRoutes,
} from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useTexts } from "../../i18n/index.ts";
import { call } from "../../lib/api.ts";
import { useToast } from "../../ui/index.ts";
import { refreshModeration } from "./refresh-moderation.ts";
import { useDuration } from "./use-duration.ts";

interface TimeOut {
  seconds: number;
  reason: string;
  /** The timeout that this one takes the place of. */
  instead: string | null;
}

/**
 * What the team does about messages and people. Each says what happened, for some seconds with a way back; who comes
 * second is told who came first, and there is nothing of theirs to take back.
 */
export const useModerate = (shopId: string) => {
  const t = useTexts("moderation");
  const toast = useToast();
  const client = useQueryClient();
  const duration = useDuration();

  /** Makes the call; null after a refusal, which is then said. */
  const ask = async <A>(answering: Promise<Result<A>>): Promise<A | null> => {
    const answer = await answering;
    void refreshModeration(client);
    if (answer.ok) return answer.data;
    toast.refusal(answer.error);
    return null;
  };
  const undo =
    <R extends AnyRoute>(route: R, args: ArgsOf<R>) =>
    async () => {
      if (await ask(call(route, args))) toast.success(t("undone"));
    };
  const nameOf = ({ by }: Pick<Acted, "by">) => by?.displayName ?? t("theSystem");

  return {
    async remove(showId: string, messageId: string): Promise<void> {
      const params = { showId, messageId };
      const done = await ask(call(moderationRoutes.deleteMessage, { params }));
      if (!done) return;
      if (done.already) toast.info(t("already.deleted", { name: nameOf(done) }));
      else toast.undoable(t("deleted"), undo(moderationRoutes.restoreMessage, { params }));
    },

    /** @returns whether nothing stood in the way. */
    async timeOut(person: Person, { seconds, reason, instead }: TimeOut): Promise<boolean> {
      const name = person.displayName;
      const body = { userId: person.id, seconds, reason, instead };
      const done = await ask(call(moderationRoutes.timeOutPerson, { params: { shopId }, body }));
      if (!done) return false;
      const params = { shopId, userId: person.id };
      if (done.already) toast.info(t("already.timedOut", { name, by: nameOf(done) }));
      else
        toast.undoable(
          t("timedOut", { name, duration: duration(seconds) }),
          undo(moderationRoutes.liftTimeout, { params }),
        );
      return true;
    },

    async liftTimeout(person: Person): Promise<void> {
      const done = await ask(call(moderationRoutes.liftTimeout, { params: { shopId, userId: person.id } }));
      if (!done) return;
      if (done.already) toast.info(t("already.lifted", { by: nameOf(done) }));
      else toast.success(t("timeoutLifted", { name: person.displayName }));
    },

    /** @returns whether nothing stood in the way. */
    async ban(person: Person, reason: string): Promise<boolean> {
      const name = person.displayName;
      const done = await ask(
        call(moderationRoutes.banPerson, { params: { shopId }, body: { userId: person.id, reason } }),
      );
      if (!done) return false;
      const params = { shopId, userId: person.id };
      if (done.already) toast.info(t("already.banned", { name, by: done.bannedBy.displayName }));
      else toast.undoable(t("banned", { name }), undo(moderationRoutes.unbanPerson, { params }));
      return true;
    },

    async unban(person: Person): Promise<void> {
      const done = await ask(call(moderationRoutes.unbanPerson, { params: { shopId, userId: person.id } }));
      if (!done) return;
      if (done.already) toast.info(t("already.lifted", { by: nameOf(done) }));
      else toast.success(t("unbanned", { name: person.displayName }));
    },

    async endShadowMute(person: Person): Promise<void> {
      const params = { shopId, userId: person.id };
      if (await ask(call(reviewRoutes.shadowUnmute, { params })))
        toast.success(t("shadowEnded", { name: person.displayName }));
    },
  };
};
