import { type PayoutsPage, payoutRoutes } from "@showdrop/shared";
import { Landmark } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { Badge, type BadgeTone, Button, RefusalNotice } from "../../ui/index.ts";
import { Tile } from "../studio/tile.tsx";

type State = PayoutsPage["account"]["state"];

const tones: Record<State, BadgeTone> = {
  none: "neutral",
  incomplete: "warn",
  reviewing: "info",
  ready: "success",
  restricted: "warn",
};

const acts: Record<State, "open" | "continue" | "change"> = {
  none: "open",
  incomplete: "continue",
  reviewing: "change",
  ready: "change",
  restricted: "continue",
};

/** How the account stands, what is still needed, and the way to the provider's page. */
export const PayoutAccountCard = ({
  shopId,
  account: { state, needs, deadline },
}: {
  shopId: string;
  account: PayoutsPage["account"];
}) => {
  const t = useTexts("payouts");
  const { date } = useDates();
  const onboarding = useSend(payoutRoutes.startOnboarding);
  const leave = async () => {
    const { url } = await onboarding.mutateAsync({ params: { shopId } });
    window.location.assign(url);
  };
  return (
    <Tile title={t("account.title")} more={<Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>}>
      <p>{t(`account.${state}`)}</p>
      {needs.length > 0 && (
        <div>
          <p className="text-sm font-semibold">{t("needs")}</p>
          <ul className="list-disc pl-5 text-sm text-muted">
            {needs.map((need) => (
              <li key={need}>{t(`need.${need}`)}</li>
            ))}
          </ul>
        </div>
      )}
      {deadline && (
        <p className="text-sm font-semibold text-warn">{t("account.deadline", { date: date(deadline) })}</p>
      )}
      <RefusalNotice refusal={onboarding.error} />
      <div>
        <Button
          variant={acts[state] === "change" ? "secondary" : "primary"}
          icon={<Landmark size={18} aria-hidden />}
          busy={onboarding.isPending}
          onClick={() => void leave().catch(() => undefined)}
        >
          {t(`account.${acts[state]}`)}
        </Button>
      </div>
    </Tile>
  );
};
