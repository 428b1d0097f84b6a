import { type ShopPage, type Show, shopRoutes } from "@showdrop/shared";
import { ChartSpline, Pencil, Video } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import { useDates, useNow } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Button, ButtonLink, Card, LiveBadge, Loading, Notice, RetryNotice } from "../../ui/index.ts";
import { sortShows } from "../shows/sort-shows.ts";
import { EditShopForm } from "./edit-shop-form.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { LowStock } from "./low-stock.tsx";
import { NewestOrders } from "./newest-orders.tsx";
import { StudioHead } from "./studio-head.tsx";
import { mayManage, useStudioShop } from "./studio-shop.ts";
import { Tile } from "./tile.tsx";

const OnAir = ({ show, manages }: { show: Show; manages: boolean }) => {
  const t = useTexts("studio");
  const reports = useTexts("reports");
  const common = useTexts();
  return (
    <Card className="flex flex-wrap items-center gap-4 border-accent p-5">
      <div className="min-w-0 grow basis-60">
        <h2 className="flex items-center gap-2 text-lg font-semibold">
          {t("overview.liveNow")} <LiveBadge />
        </h2>
        <p className="text-muted">
          {t("overview.liveText", { title: show.title, viewers: common("viewers", { count: show.viewers }) })}
        </p>
      </div>
      {manages && <ButtonLink to={`/studio/shows/${show.id}/report`}>{reports("ofShow")}</ButtonLink>}
      <ButtonLink to={`/studio/shows/${show.id}`} variant="primary" icon={<Video size={18} aria-hidden />}>
        {t("overview.toLive")}
      </ButtonLink>
    </Card>
  );
};

const NextShow = ({ show, manages }: { show: Show | undefined; manages: boolean }) => {
  const t = useTexts("studio");
  const now = useNow();
  const { dateTime, relative } = useDates();
  return (
    <Tile title={t("overview.next")}>
      {show ? (
        <>
          <div>
            <p className="text-lg leading-snug font-semibold">{show.title}</p>
            <p className="text-muted">
              {dateTime(show.startsAt)} · {relative(show.startsAt, now)}
            </p>
          </div>
          <ButtonLink
            to={`/studio/shows/${show.id}`}
            icon={<Video size={18} aria-hidden />}
            className="mt-auto self-start"
          >
            {t("overview.prepare")}
          </ButtonLink>
        </>
      ) : (
        <>
          <p className="text-muted">{t("overview.none")}</p>
          {manages && (
            <ButtonLink to="/studio/shows" variant="primary" className="mt-auto self-start">
              {t("overview.plan")}
            </ButtonLink>
          )}
        </>
      )}
    </Tile>
  );
};

const LastShow = ({ show }: { show: Show }) => {
  const t = useTexts("studio");
  const reports = useTexts("reports");
  const { dateTime } = useDates();
  return (
    <Tile title={t("overview.last")}>
      <div>
        <p className="text-lg leading-snug font-semibold">{show.title}</p>
        <p className="text-muted">{dateTime(show.endedAt ?? show.startsAt)}</p>
      </div>
      <ButtonLink
        to={`/studio/shows/${show.id}/report`}
        aria-label={reports("toShow", { title: show.title })}
        className="mt-auto self-start"
        icon={<ChartSpline size={18} aria-hidden />}
      >
        {reports("ofShow")}
      </ButtonLink>
    </Tile>
  );
};

const Glance = ({ page }: { page: ShopPage }) => {
  const t = useTexts("studio");
  const { shopId, role } = useStudioShop();
  const manages = mayManage(role);
  const { on, coming, past } = sortShows(page.shows);
  return (
    <>
      {!manages && <Notice>{t("overview.moderator")}</Notice>}
      {on[0] && <OnAir show={on[0]} manages={manages} />}
      {manages && on.length === 0 && past.length === 0 && <FirstSteps page={page} />}
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        <NextShow show={coming[0]} manages={manages} />
        {manages && <LowStock products={page.products} />}
        {manages && past[0] && <LastShow show={past[0]} />}
      </div>
      {manages && <NewestOrders shopId={shopId} />}
    </>
  );
};

/** The shop at a glance. */
export const OverviewPage = () => {
  const t = useTexts("studio");
  const { me } = useMe();
  const shop = useStudioShop();
  const [editing, setEditing] = useState(false);
  usePageTitle(t("title"));
  const page = useAnswer(shopRoutes.readShopPage, { params: { handle: shop.handle } });
  return (
    <div className="flex flex-col gap-4">
      <StudioHead
        title={t("overview.title", { name: me?.displayName ?? "" })}
        action={
          shop.role === "owner" &&
          page.data && (
            <Button icon={<Pencil size={18} aria-hidden />} onClick={() => setEditing(true)}>
              {t("editShop")}
            </Button>
          )
        }
      />
      <RetryNotice refusal={page.error} onRetry={page.refetch} />
      {page.isPending && <Loading />}
      {page.data && <Glance page={page.data} />}
      {editing && page.data && <EditShopForm shop={page.data.shop} onClose={() => setEditing(false)} />}
    </div>
  );
};
