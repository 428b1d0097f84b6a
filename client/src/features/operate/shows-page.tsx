import { operationRoutes, type ShowOnAir } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { Radio } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { useDates, useNow } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import {
  Badge,
  Button,
  Card,
  EmptyState,
  LiveBadge,
  Loading,
  RetryNotice,
  useToast,
} from "../../ui/index.ts";
import { ReasonAct } from "./reason-act.tsx";
import { ASK_EVERY_MS } from "./troubles.ts";

const Row = ({ show, onEnd }: { show: ShowOnAir; onEnd: () => void }) => {
  const t = useTexts("operate");
  const common = useTexts();
  const now = useNow();
  const { relative } = useDates();
  return (
    <li className="flex flex-wrap items-center gap-3 p-4 sm:px-5">
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-2">
          {show.status === "live" ? <LiveBadge /> : <Badge tone="warn">{t("shows.paused")}</Badge>}
          <Link to={`/shows/${show.id}`} className="font-semibold hover:underline">
            {show.title}
          </Link>
        </p>
        <p className="text-sm text-muted">
          {show.shop.name} @{show.shop.handle}
        </p>
        <p className="text-sm text-muted">
          {common("viewers", { count: show.viewers })}
          {show.startedAt && `, ${t("shows.since", { when: relative(show.startedAt, now) })}`},{" "}
          {show.nodeId ? <code>{show.nodeId}</code> : t("shows.noNode")}
        </p>
      </div>
      <Button variant="danger" size="sm" onClick={onEnd}>
        {t("shows.end")}
      </Button>
    </li>
  );
};

/** What is on the air, the most watched first, and the way to end it. */
export const ShowsPage = () => {
  const t = useTexts("operate");
  const client = useQueryClient();
  const toast = useToast();
  const { data, error, refetch } = useAnswer(
    operationRoutes.listShowsOnAir,
    {},
    { refetchInterval: ASK_EVERY_MS },
  );
  const end = useSend(operationRoutes.endShowForAll);
  const [ending, setEnding] = useState<ShowOnAir | null>(null);
  usePageTitle(t("nav.shows"));
  const close = () => {
    end.reset();
    setEnding(null);
  };
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-2xl font-bold tracking-tight">{t("nav.shows")}</h1>
      <RetryNotice refusal={error} onRetry={refetch} />
      {!data && !error && <Loading />}
      {data?.items.length === 0 && <EmptyState icon={<Radio aria-hidden />} title={t("shows.none")} />}
      {data && data.items.length > 0 && (
        <Card>
          <ul aria-label={t("nav.shows")} className="divide-y divide-line">
            {data.items.map((show) => (
              <Row key={show.id} show={show} onEnd={() => setEnding(show)} />
            ))}
          </ul>
        </Card>
      )}
      {ending && (
        <ReasonAct
          title={t("shows.endTitle", { title: ending.title })}
          confirm={t("shows.end")}
          danger
          busy={end.isPending}
          refusal={end.error}
          onClose={close}
          onConfirm={(body) =>
            end.mutate(
              { params: { showId: ending.id }, body },
              {
                onSuccess: async () => {
                  close();
                  toast.success(t("shows.ended"));
                  await client.invalidateQueries({ queryKey: keyOf(operationRoutes.listShowsOnAir) });
                },
              },
            )
          }
        >
          {t("shows.endText", { count: ending.viewers })}
        </ReasonAct>
      )}
    </div>
  );
};
