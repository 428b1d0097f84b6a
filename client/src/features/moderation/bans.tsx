import { type Ban, routes } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { Avatar, Button, Card, Loading, RetryNotice } from "../../ui/index.ts";
import { useModerate } from "./use-moderate.ts";

const Row = ({ shopId, ban }: { shopId: string; ban: Ban }) => {
  const t = useTexts("mods");
  const moderate = useModerate(shopId);
  const { dateTime } = useDates();
  const [busy, setBusy] = useState(false);
  const name = ban.person.displayName;
  const unban = async () => {
    setBusy(true);
    await moderate.unban(ban.person);
    setBusy(false);
  };
  return (
    <li className="flex items-center gap-3 p-4">
      <Avatar name={name} size={40} />
      <div className="min-w-0 grow">
        <p className="truncate font-semibold">{name}</p>
        <p className="text-sm text-muted">
          {t("bannedBy", { name: ban.bannedBy.displayName, when: dateTime(ban.bannedAt) })}
          {ban.reason && ` · ${ban.reason}`}
        </p>
      </div>
      <Button size="sm" busy={busy} aria-label={t("unbanOf", { name })} onClick={() => void unban()}>
        {t("unban")}
      </Button>
    </li>
  );
};

/** Who is banned from the shop's shows, and the way back. */
export const Bans = ({ shopId }: { shopId: string }) => {
  const t = useTexts("mods");
  const bans = useAnswer(routes.listBans, { params: { shopId } });
  return (
    <section className="flex flex-col gap-2.5">
      <div>
        <h2 className="text-sm font-semibold text-muted">{t("bans")}</h2>
        <p className="text-sm text-muted">{t("bansText")}</p>
      </div>
      <RetryNotice refusal={bans.error} onRetry={bans.refetch} />
      {bans.isPending && <Loading />}
      {bans.data?.items.length === 0 && (
        <p className="rounded-lg border border-dashed border-line p-5 text-muted">{t("noBans")}</p>
      )}
      {bans.data && bans.data.items.length > 0 && (
        <Card>
          <ul className="divide-y divide-line">
            {bans.data.items.map((ban) => (
              <Row key={ban.person.id} shopId={shopId} ban={ban} />
            ))}
          </ul>
        </Card>
      )}
    </section>
  );
};
