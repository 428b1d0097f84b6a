import { reviewRoutes } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { RetryNotice } from "../../ui/index.ts";
import { SanctionList } from "./sanction-list.tsx";
import { useModerate } from "./use-moderate.ts";

/** Whose lines only they and the team see, and the way back; nothing while there is nobody. */
export const ShadowMutes = ({ shopId }: { shopId: string }) => {
  const t = useTexts("mods");
  const moderate = useModerate(shopId);
  const { dateTime } = useDates();
  const mutes = useAnswer(reviewRoutes.listShadowMutes, { params: { shopId } });
  if (!mutes.error && !mutes.data?.items.length) return null;
  return (
    <SanctionList
      title={t("shadowMutes")}
      text={t("shadowMutesText")}
      sanctions={(mutes.data?.items ?? []).map(({ person, mutedBy, mutedAt, reason }) => {
        const by = t("shadowBy", { name: mutedBy.displayName, when: dateTime(mutedAt) });
        return { person, text: reason ? `${by} · ${reason}` : by };
      })}
      lift={{
        words: t("endShadow"),
        aloud: (name) => t("endShadowOf", { name }),
        act: moderate.endShadowMute,
      }}
    >
      <RetryNotice refusal={mutes.error} onRetry={mutes.refetch} />
    </SanctionList>
  );
};
