import {
  type Currency,
  formatMoney,
  type PayoutsPage as Page,
  type Payout,
  payoutRoutes,
} from "@showdrop/shared";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Badge, type BadgeTone, Loading, Notice, RetryNotice } from "../../ui/index.ts";
import { StudioHead } from "../studio/studio-head.tsx";
import { useStudioShop } from "../studio/studio-shop.ts";
import { Tile } from "../studio/tile.tsx";
import { DisputeList } from "./dispute-list.tsx";
import { PayoutAccountCard } from "./payout-account-card.tsx";

/** Milliseconds between looks at an account that is being checked: its owner waits on this page. */
const LOOK_AGAIN_MS = 5_000;

const tones: Record<Payout["status"], BadgeTone> = {
  pending: "neutral",
  in_transit: "info",
  paid: "success",
  failed: "danger",
  canceled: "neutral",
};

const Amounts = ({
  rows,
  currency,
}: {
  rows: readonly { label: string; amount: number }[];
  currency: Currency;
}) => {
  const { locale } = useLanguage();
  return (
    <dl className="flex flex-col gap-1">
      {rows.map(({ label, amount }) => (
        <div key={label} className="flex justify-between gap-4">
          <dt className="text-muted">{label}</dt>
          <dd className="font-semibold tabular-nums">{formatMoney({ amount, currency }, locale)}</dd>
        </div>
      ))}
    </dl>
  );
};

const Money = ({ page }: { page: Page }) => {
  const t = useTexts("payouts");
  const hasAccount = page.account.state !== "none";
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Tile title={t("sales.title")}>
        {page.sales.length === 0 && <p className="text-muted">{t("sales.none")}</p>}
        {page.sales.map(({ currency, captured, returned, fees, heldByOperator }) => (
          <Amounts
            key={currency}
            currency={currency}
            rows={[
              { label: t("sales.captured"), amount: captured },
              { label: t("sales.returned"), amount: returned },
              { label: t("sales.fees"), amount: fees },
              ...(heldByOperator > 0 ? [{ label: t("sales.held"), amount: heldByOperator }] : []),
            ]}
          />
        ))}
      </Tile>
      <Tile title={t("balance.title")}>
        {page.balance?.length === 0 && <p className="text-muted">{t("balance.none")}</p>}
        {page.balance === null && (
          <p className="text-muted">{t(hasAccount ? "balance.unknown" : "balance.none")}</p>
        )}
        {page.balance?.map(({ currency, available, pending }) => (
          <Amounts
            key={currency}
            currency={currency}
            rows={[
              { label: t("balance.available"), amount: available },
              { label: t("balance.pending"), amount: pending },
            ]}
          />
        ))}
      </Tile>
    </div>
  );
};

const PayoutList = ({ payouts }: { payouts: readonly Payout[] }) => {
  const t = useTexts("payouts");
  const { locale } = useLanguage();
  const { date } = useDates();
  if (payouts.length === 0) return <p className="text-muted">{t("list.none")}</p>;
  return (
    <ul className="flex flex-col gap-2">
      {payouts.map(({ id, amount, status, arrivesAt }) => (
        <li key={id} className="flex items-center gap-3">
          <span className="grow text-muted">{date(arrivesAt)}</span>
          <span className="font-semibold tabular-nums">{formatMoney(amount, locale)}</span>
          <Badge tone={tones[status]}>{t(`list.status.${status}`)}</Badge>
        </li>
      ))}
    </ul>
  );
};

const Payouts = ({ shopId }: { shopId: string }) => {
  const t = useTexts("payouts");
  const { locale } = useLanguage();
  const page = useAnswer(
    payoutRoutes.readPayouts,
    { params: { shopId } },
    { refetchInterval: ({ state }) => (state.data?.account.state === "reviewing" ? LOOK_AGAIN_MS : false) },
  );
  if (page.error) return <RetryNotice refusal={page.error} onRetry={page.refetch} />;
  if (!page.data) return <Loading />;
  const { account, feeBasisPoints, disputes, payouts } = page.data;
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  return (
    <>
      <PayoutAccountCard shopId={shopId} account={account} />
      <p className="text-sm text-muted">
        {feeBasisPoints > 0 ? t("fee", { percent: percent.format(feeBasisPoints / 10_000) }) : t("noFee")}
      </p>
      <Money page={page.data} />
      <Tile title={t("list.title")}>
        <PayoutList payouts={payouts ?? []} />
      </Tile>
      <Tile title={t("disputes.title")}>
        {disputes.length === 0 ? (
          <p className="text-muted">{t("disputes.none")}</p>
        ) : (
          <DisputeList disputes={disputes} />
        )}
      </Tile>
    </>
  );
};

/** The shop's money, for its owner. */
export const PayoutsPage = () => {
  const t = useTexts("payouts");
  const { shopId, role } = useStudioShop();
  usePageTitle(t("title"));
  return (
    <div className="flex flex-col gap-5">
      <StudioHead title={t("title")} text={t("text")} />
      {role === "owner" ? <Payouts shopId={shopId} /> : <Notice tone="info">{t("ownerOnly")}</Notice>}
    </div>
  );
};
