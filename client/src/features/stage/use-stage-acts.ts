import { type ArrangeStage, type Person, type Result, type Stage, stageRoutes } from "@showdrop/shared";
import { useMemo } from "react";
import { useTexts } from "../../i18n/index.ts";
import { call } from "../../lib/api.ts";
import { useToast } from "../../ui/index.ts";

/** What can be done on a show's stage. What the server says no to is told in passing; the stage itself comes by the hub. */
export const useStageActs = (showId: string) => {
  const t = useTexts("stage");
  const toast = useToast();
  return useMemo(() => {
    const params = { showId };
    /** @returns whether it was done */
    const tell = async (answer: Promise<Result<Stage>>): Promise<boolean> => {
      const result = await answer;
      if (!result.ok) toast.refusal(result.error);
      return result.ok;
    };
    return {
      arrange: (body: ArrangeStage) => tell(call(stageRoutes.arrangeStage, { params, body })),
      invite: async ({ id: userId, displayName: name }: Person) => {
        const done = await tell(call(stageRoutes.inviteGuest, { params, body: { userId } }));
        if (done) toast.success(t("invitedToast", { name }));
      },
      accept: () => tell(call(stageRoutes.acceptInvitation, { params })),
      /** Also how a guest declines and leaves. */
      remove: (userId: string) => tell(call(stageRoutes.removeGuest, { params: { ...params, userId } })),
      mute: (userId: string) => tell(call(stageRoutes.muteGuest, { params: { ...params, userId } })),
      unmute: (userId: string) => tell(call(stageRoutes.unmuteGuest, { params: { ...params, userId } })),
    };
  }, [showId, t, toast]);
};
export type StageActs = ReturnType<typeof useStageActs>;
