import { type NodeReport, operationRoutes } from "@showdrop/shared";
import { Server } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Badge, Card, classes, EmptyState, Loading, RetryNotice } from "../../ui/index.ts";
import { ASK_EVERY_MS } from "./troubles.ts";

/** The part of its room from which a node counts as nearly full. */
const NEARLY_FULL = 0.85;

const Row = ({ node }: { node: NodeReport }) => {
  const t = useTexts("operate");
  const { nodeId, url, workers, peers, capacity, shows, draining } = node;
  const load = capacity === 0 ? 1 : Math.min(1, peers / capacity);
  const full = load >= NEARLY_FULL;
  return (
    <li className="flex flex-col gap-2 p-4 sm:px-5">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-semibold">{nodeId}</span>
        {draining && <Badge tone="warn">{t("nodes.draining")}</Badge>}
        {full && <Badge tone="danger">{t("nodes.full")}</Badge>}
        {!draining && !full && <Badge tone="success">{t("nodes.well")}</Badge>}
      </p>
      <div aria-hidden className="h-2 overflow-hidden rounded-full bg-raised">
        <div
          className={classes("h-full rounded-full", full ? "bg-danger" : "bg-success")}
          style={{ width: `${load * 100}%` }}
        />
      </div>
      <p className="text-sm text-muted">
        {t("nodes.load", { count: peers, capacity, shows, workers })} <span className="break-all">{url}</span>
      </p>
    </li>
  );
};

/** The media nodes that live, the fullest first. One that is silent for three seconds is gone from here. */
export const NodesPage = () => {
  const t = useTexts("operate");
  const { data, error, refetch } = useAnswer(
    operationRoutes.listMediaNodes,
    {},
    { refetchInterval: ASK_EVERY_MS },
  );
  usePageTitle(t("nav.nodes"));
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="text-2xl font-bold tracking-tight">{t("nav.nodes")}</h1>
        <p className="mt-1 text-muted">{t("nodes.text")}</p>
      </div>
      <RetryNotice refusal={error} onRetry={refetch} />
      {!data && !error && <Loading />}
      {data?.items.length === 0 && (
        <EmptyState icon={<Server aria-hidden />} title={t("nodes.none")}>
          {t("trouble.nodesGone.todo")}
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <Card>
          <ul aria-label={t("nav.nodes")} className="divide-y divide-line">
            {data.items.map((node) => (
              <Row key={node.nodeId} node={node} />
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
};
