import { type ReadinessLine, type ReadinessVerdict, rehearsalRoutes } from "@showdrop/shared";
import { ArrowRight, CircleAlert, CircleCheck, CircleX, Clapperboard } from "lucide-react";
import { useParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { ButtonLink, Card, classes, EmptyState, Loading, RefusalNotice } from "../../ui/index.ts";
import { RehearseButton } from "./rehearse-button.tsx";
import { useLineText } from "./use-line-text.ts";

const looks = {
  ok: { icon: CircleCheck, tone: "text-success" },
  look: { icon: CircleAlert, tone: "text-warn" },
  fix: { icon: CircleX, tone: "text-danger" },
} as const satisfies Record<ReadinessVerdict, object>;

/** Where each line is put right. */
const places = (showId: string): Record<ReadinessLine["about"], string | null> => ({
  stock: "/studio/products",
  shipping: "/studio/shipping",
  payouts: "/studio/payouts",
  connection: `/studio/shows/${showId}`,
  // The operator sets it; there is no page for it.
  turn: null,
  raid: "/studio/automod",
  buyers: `/studio/shows/${showId}`,
});

/** What the last rehearsal of a show said about it, line by line. */
export const ReadinessPage = () => {
  const t = useTexts("rehearsal");
  const studio = useTexts("liveStudio");
  const { showId = "" } = useParams();
  const { dateTime } = useDates();
  const rehearsals = useAnswer(rehearsalRoutes.readRehearsals, { params: { showId } });
  usePageTitle(t("report.title"));
  const report = rehearsals.data?.report;
  return (
    <main className="mx-auto flex min-h-dvh max-w-2xl flex-col gap-6 px-4 py-10">
      <header>
        <h1 className="text-2xl font-bold">{t("report.title")}</h1>
        {report && <p className="text-muted">{t("report.when", { when: dateTime(report.at) })}</p>}
      </header>
      <RefusalNotice refusal={rehearsals.error} />
      {rehearsals.isPending && <Loading />}
      {rehearsals.data && !report && (
        <EmptyState
          whole
          icon={<Clapperboard aria-hidden />}
          title={t("report.none")}
          action={<RehearseButton showId={showId} />}
        >
          {t("report.noneText")}
        </EmptyState>
      )}
      {report && (
        <>
          <Card>
            <ul className="divide-y divide-line">
              {report.lines.map((line) => (
                <Line key={line.about} line={line} to={places(showId)[line.about]} />
              ))}
            </ul>
          </Card>
          <p className="text-sm text-muted">{t("report.erased")}</p>
        </>
      )}
      <div className="flex flex-wrap gap-2">
        <ButtonLink to={`/studio/shows/${showId}`} variant="primary">
          {t("report.toShow")}
        </ButtonLink>
        {report && <RehearseButton showId={showId} />}
        <ButtonLink to="/studio/shows" variant="ghost">
          {studio("toShows")}
        </ButtonLink>
      </div>
    </main>
  );
};

const Line = ({ line, to }: { line: ReadinessLine; to: string | null }) => {
  const t = useTexts("rehearsal");
  const text = useLineText();
  const { icon: Icon, tone } = looks[line.verdict];
  return (
    <li className="flex gap-3 p-4" data-line={line.about} data-verdict={line.verdict}>
      <Icon size={22} aria-hidden className={classes("mt-0.5 shrink-0", tone)} />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-semibold">{t(`about.${line.about}`)}</span>
          <span className={classes("text-sm font-semibold", tone)}>{t(`verdict.${line.verdict}`)}</span>
        </p>
        <p className="text-muted">{text(line)}</p>
      </div>
      {to && (
        <ButtonLink to={to} size="sm" variant="ghost" icon={<ArrowRight size={16} aria-hidden />}>
          {t("open")}
        </ButtonLink>
      )}
    </li>
  );
};
