import { orderRoutes, type Show, shopRoutes } from "@showdrop/shared";
import { ReceiptText } from "lucide-react";
import { Link } from "react-router";
import { useTexts } from "../../../i18n/index.ts";
import { useAnswer } from "../../../lib/api.ts";
import { useMe } from "../../../lib/session.ts";
import { useDates } from "../../../lib/time.ts";
import { Price } from "../../../ui/index.ts";
import { SaveButton } from "../../follow/follow-buttons.tsx";

/** Orders that are looked through for those of one show. */
const RECENT = 20;

/** My orders of this show; nothing for whoever bought nothing. */
export const MyPurchases = ({ showId }: { showId: string }) => {
  const t = useTexts("moments");
  const { me } = useMe();
  const { data } = useAnswer(
    orderRoutes.listMyOrders,
    { query: { limit: RECENT } },
    { enabled: me !== null },
  );
  const mine = data?.items.filter((order) => order.showId === showId) ?? [];
  if (mine.length === 0) return null;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold">{t("ended.bought")}</h2>
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
        {mine.map(({ id, number, lines, totals }) => (
          <li key={id}>
            <Link to={`/orders/${id}`} className="flex min-h-14 items-center gap-3 p-3 hover:bg-raised">
              <ReceiptText size={20} aria-hidden className="shrink-0 text-muted" />
              <span className="min-w-0 grow">
                <span className="block truncate font-semibold">
                  {lines.map(({ title }) => title).join(", ")}
                </span>
                <span className="block text-sm text-muted">{number}</span>
              </span>
              <Price money={totals.total} className="shrink-0 font-semibold" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** When the shop is live again, with a reminder; nothing where no show is planned. */
export const NextShow = ({ show }: { show: Show }) => {
  const t = useTexts("moments");
  const { dateTime } = useDates();
  const { data } = useAnswer(shopRoutes.readShopPage, { params: { handle: show.shop.handle } });
  const [next] = (data?.shows ?? [])
    .filter(({ status }) => status === "scheduled")
    .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
  if (!next) return null;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold">{t("ended.next")}</h2>
      <div className="flex flex-wrap items-center gap-3 rounded-lg border border-line bg-surface p-4">
        <Link to={`/shows/${next.id}`} className="min-w-0 grow hover:underline">
          <span className="block truncate font-semibold">{next.title}</span>
          <span className="block text-sm text-muted">{dateTime(next.startsAt)}</span>
        </Link>
        <SaveButton show={next} />
      </div>
    </section>
  );
};
