import { moderationRoutes } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { Loading, RetryNotice } from "../../ui/index.ts";
import { SanctionList } from "./sanction-list.tsx";
import { useModerate } from "./use-moderate.ts";

/** Who is banned from the shop's shows, and the way back. */
export const Bans = ({ shopId }: { shopId: string }) => {
  const t = useTexts("mods");
  const moderate = useModerate(shopId);
  const { dateTime } = useDates();
  const bans = useAnswer(moderationRoutes.listBans, { params: { shopId } });
  return (
    <SanctionList
      title={t("bans")}
      text={t("bansText")}
      sanctions={(bans.data?.items ?? []).map(({ person, bannedBy, bannedAt, reason }) => {
        const by = t("bannedBy", { name: bannedBy.displayName, when: dateTime(bannedAt) });
        return { person, text: reason ? `${by} · ${reason}` : by };
      })}
      lift={{ words: t("unban"), aloud: (name) => t("unbanOf", { name }), act: moderate.unban }}
    >
      <RetryNotice refusal={bans.error} onRetry={bans.refetch} />
      {bans.isPending && <Loading />}
      {bans.data?.items.length === 0 && (
        <p className="rounded-lg border border-dashed border-line p-5 text-muted">{t("noBans")}</p>
      )}
    </SanctionList>
  );
};
