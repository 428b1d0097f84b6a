import { type Show, shopRoutes } from "@showdrop/shared";
import {
  Ban,
  CalendarPlus,
  ChartSpline,
  Ellipsis,
  ExternalLink,
  Pencil,
  Plus,
  Shield,
  Square,
  Video,
} from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import {
  Badge,
  Button,
  ButtonLink,
  Card,
  EmptyState,
  IconButton,
  LiveBadge,
  Loading,
  Menu,
  MenuItem,
  MenuLink,
  RetryNotice,
} from "../../ui/index.ts";
import { Poster } from "../shows/show-card.tsx";
import { sortShows } from "../shows/sort-shows.ts";
import { StudioHead } from "../studio/studio-head.tsx";
import { mayManage, useStudioShop } from "../studio/studio-shop.ts";
import { EndShowDialog } from "./end-show.tsx";
import { ShowForm } from "./show-form.tsx";

/** What was begun or ended on another device shows here within this time. */
const REFRESH_MS = 15_000;

type Task = { task: "edit" | "end"; show: Show } | { task: "add" } | null;

const useWhen = () => {
  const t = useTexts("schedule");
  const { dateTime } = useDates();
  return (show: Show): string => {
    if (show.endedAt) return t("ended", { when: dateTime(show.endedAt) });
    if (show.startedAt) return t("startedAt", { when: dateTime(show.startedAt) });
    return t("starts", { when: dateTime(show.startsAt) });
  };
};

const StatusBadge = ({ show }: { show: Show }) => {
  const t = useTexts();
  if (show.status === "live") return <LiveBadge />;
  return <Badge tone={show.status === "paused" ? "warn" : "neutral"}>{t(`showStatus.${show.status}`)}</Badge>;
};

const Row = ({ show, onTask }: { show: Show; onTask: (task: Task) => void }) => {
  const t = useTexts("schedule");
  const mods = useTexts("mods");
  const reports = useTexts("reports");
  const common = useTexts();
  const { role } = useStudioShop();
  const when = useWhen();
  const over = show.status === "ended";
  const on = show.status === "live" || show.status === "paused";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 p-4">
      <div className="aspect-4/5 w-14 shrink-0 overflow-hidden rounded-md">
        <Poster show={show} />
      </div>
      <div className="min-w-0 grow basis-48">
        <p className="line-clamp-2 leading-snug font-semibold">{show.title}</p>
        <p className="text-sm text-muted">{when(show)}</p>
        <div className="mt-1.5 flex items-center gap-2">
          <StatusBadge show={show} />
          {on && <span className="text-sm text-muted">{common("viewers", { count: show.viewers })}</span>}
        </div>
      </div>
      <div className="flex items-center gap-1 max-sm:grow">
        {over && <ButtonLink to={`/shows/${show.id}`}>{t("view")}</ButtonLink>}
        {over && mayManage(role) && (
          <ButtonLink
            to={`/studio/shows/${show.id}/report`}
            aria-label={reports("toShow", { title: show.title })}
            icon={<ChartSpline size={18} aria-hidden />}
          >
            {reports("ofShow")}
          </ButtonLink>
        )}
        {!over && (
          <ButtonLink
            to={mayManage(role) ? `/studio/shows/${show.id}` : `/studio/shows/${show.id}/moderate`}
            variant={on ? "primary" : "secondary"}
            icon={mayManage(role) ? <Video size={18} aria-hidden /> : <Shield size={18} aria-hidden />}
            className="max-sm:grow"
          >
            {mayManage(role) ? t("openLive") : mods("open")}
          </ButtonLink>
        )}
        {!over && (
          <Menu
            trigger={
              <IconButton
                label={t("more", { title: show.title })}
                icon={<Ellipsis size={20} aria-hidden />}
              />
            }
          >
            <MenuLink to={`/shows/${show.id}`} icon={<ExternalLink size={18} aria-hidden />}>
              {t("view")}
            </MenuLink>
            <MenuLink to={`/studio/shows/${show.id}/moderate`} icon={<Shield size={18} aria-hidden />}>
              {mods("open")}
            </MenuLink>
            {mayManage(role) && (
              <>
                {on && (
                  <MenuLink
                    to={`/studio/shows/${show.id}/report`}
                    icon={<ChartSpline size={18} aria-hidden />}
                  >
                    {reports("ofShow")}
                  </MenuLink>
                )}
                <MenuItem
                  icon={<Pencil size={18} aria-hidden />}
                  onClick={() => onTask({ task: "edit", show })}
                >
                  {t("edit")}
                </MenuItem>
                <MenuItem
                  danger
                  icon={on ? <Square size={18} aria-hidden /> : <Ban size={18} aria-hidden />}
                  onClick={() => onTask({ task: "end", show })}
                >
                  {on ? t("end") : t("cancel")}
                </MenuItem>
              </>
            )}
          </Menu>
        )}
      </div>
    </li>
  );
};

const Group = ({
  title,
  shows,
  onTask,
}: {
  title: string;
  shows: readonly Show[];
  onTask: (task: Task) => void;
}) =>
  shows.length > 0 && (
    <section className="flex flex-col gap-2.5">
      <h2 className="text-sm font-semibold text-muted">{title}</h2>
      <Card>
        <ul className="divide-y divide-line">
          {shows.map((show) => (
            <Row key={show.id} show={show} onTask={onTask} />
          ))}
        </ul>
      </Card>
    </section>
  );

/** The shop's shows: what is on, what is planned, what was. */
export const SchedulePage = () => {
  const t = useTexts("schedule");
  const shop = useStudioShop();
  const [task, setTask] = useState<Task>(null);
  usePageTitle(t("title"));
  const page = useAnswer(
    shopRoutes.readShopPage,
    { params: { handle: shop.handle } },
    { refetchInterval: REFRESH_MS },
  );
  const { on, coming, past } = sortShows(page.data?.shows ?? []);
  const add = mayManage(shop.role) && (
    <Button variant="primary" icon={<Plus size={18} aria-hidden />} onClick={() => setTask({ task: "add" })}>
      {t("add")}
    </Button>
  );
  const close = () => setTask(null);
  const empty = page.data && on.length + coming.length + past.length === 0;
  return (
    <div className="flex flex-col gap-6">
      <StudioHead title={t("title")} text={t("text")} action={empty ? undefined : add} />
      <RetryNotice refusal={page.error} onRetry={page.refetch} />
      {page.isPending && <Loading />}
      {empty && (
        <EmptyState icon={<CalendarPlus aria-hidden />} title={t("none.title")} action={add}>
          {t("none.text")}
        </EmptyState>
      )}
      <Group title={t("on")} shows={on} onTask={setTask} />
      <Group title={t("coming")} shows={coming} onTask={setTask} />
      <Group title={t("past")} shows={past} onTask={setTask} />
      {task?.task === "add" && <ShowForm shopId={shop.shopId} show={null} onClose={close} />}
      {task?.task === "edit" && <ShowForm shopId={shop.shopId} show={task.show} onClose={close} />}
      {task?.task === "end" && <EndShowDialog show={task.show} onClose={close} />}
    </div>
  );
};
