import { type Operations, operationRoutes } from "@showdrop/shared";
import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Badge, Card, classes, Loading, RetryNotice } from "../../ui/index.ts";
import { Stock } from "./stock.tsx";
import { ASK_EVERY_MS, type Trouble, troublesOf } from "./troubles.ts";

const TroubleRow = ({ trouble: { kind, count, urgent } }: { trouble: Trouble }) => {
  const t = useTexts("operate");
  const Icon = urgent ? CircleAlert : TriangleAlert;
  return (
    <li className="flex gap-3 p-4 sm:px-5">
      <Icon
        size={22}
        aria-hidden
        className={classes("mt-0.5 shrink-0", urgent ? "text-danger" : "text-warn")}
      />
      <div>
        <p className="font-semibold">{t(`trouble.${kind}.what`, { count })}</p>
        <p className="text-muted">{t(`trouble.${kind}.todo`)}</p>
      </div>
    </li>
  );
};

/** What is wrong, in words and with what to do about it; one calm sentence when nothing is. */
const Troubles = ({ told }: { told: Operations }) => {
  const t = useTexts("operate");
  const troubles = troublesOf(told);
  if (troubles.length === 0)
    return (
      <Card className="flex items-center gap-3 p-4 sm:p-5">
        <CircleCheck size={26} aria-hidden className="shrink-0 text-success" />
        <p role="status" className="text-lg font-semibold">
          {t("trouble.none")}
        </p>
      </Card>
    );
  return (
    <Card>
      <h2 className="sr-only">{t("trouble.title")}</h2>
      <ul role="status" className="divide-y divide-line">
        {troubles.map((trouble) => (
          <TroubleRow key={trouble.kind} trouble={trouble} />
        ))}
      </ul>
    </Card>
  );
};

const Count = ({ to, count, label }: { to: string; count: number; label: string }) => (
  <Link to={to} className="rounded-lg border border-line bg-surface p-4 shadow-card hover:bg-raised">
    <span className="block text-2xl font-bold tabular-nums">{count}</span>
    <span className="block text-sm text-muted">{label}</span>
  </Link>
);

/** For those who run the platform: what is wrong first, then what there is. */
export const OperatePage = () => {
  const t = useTexts("operate");
  const { data, error, refetch } = useAnswer(
    operationRoutes.readOperations,
    {},
    { refetchInterval: ASK_EVERY_MS },
  );
  usePageTitle(t("title"));
  if (error && !data) return <RetryNotice refusal={error} onRetry={refetch} />;
  if (!data) return <Loading />;
  const { reconciliation, parts, nodes, errands, showsOnAir, now } = data;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="text-2xl font-bold tracking-tight">{t("title")}</h1>
        <p className="mt-1 text-muted">{t("text")}</p>
      </div>
      {/* What was told before stays in sight, with the news that nothing newer comes. */}
      <RetryNotice refusal={error} onRetry={refetch} />
      <Troubles told={data} />
      <div className="grid grid-cols-3 gap-3">
        <Count to="/operate/shows" count={showsOnAir} label={t("count.shows")} />
        <Count to="/operate/nodes" count={nodes.living} label={t("count.nodes")} />
        <Count to="/operate/jobs" count={errands.due} label={t("count.errands")} />
      </div>
      <Card className="flex flex-col gap-2 p-4 sm:p-5">
        <h2 className="font-semibold">{t("stock.title")}</h2>
        <Stock reconciliation={reconciliation} now={now} />
      </Card>
      <Card className="flex flex-col gap-3 p-4 sm:p-5">
        <h2 className="font-semibold">{t("health.title")}</h2>
        <dl className="flex flex-col gap-2">
          {(["mongo", "redis", "otherServers"] as const).map((part) => (
            <div key={part} className="flex items-center justify-between gap-3">
              <dt>{t(`health.${part}`)}</dt>
              <dd>
                <Badge tone={parts[part] ? "success" : "danger"}>
                  {parts[part] ? t("health.up") : t("health.down")}
                </Badge>
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </div>
  );
};
