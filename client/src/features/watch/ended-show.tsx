import { type Show, showRoutes } from "@showdrop/shared";
import { Package } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { ButtonLink, classes, Loading, Picture, Price, RefusalNotice } from "../../ui/index.ts";
import { FollowButton } from "../follow/follow-buttons.tsx";
import { Replay, ReplayInTheMaking } from "../replay/replay.tsx";
import { useRecording } from "../replay/use-recording.ts";
import { MyPurchases, NextShow } from "./moments/after-show.tsx";

/** After the end: the show again, or that there will be a replay, and what was sold. */
export const EndedShow = ({ show }: { show: Show }) => {
  const t = useTexts("watch");
  const found = useRecording(show);
  return (
    <section
      className={classes(
        "mx-auto flex w-full flex-col gap-6 px-5",
        found.state === "ready" ? "max-w-3xl py-6" : "max-w-lg py-10",
      )}
    >
      {found.state === "ready" ? (
        <>
          <h1 className="text-2xl font-bold text-balance">{show.title}</h1>
          <Replay show={show} {...found} />
        </>
      ) : (
        <header className="flex flex-col gap-2 text-center">
          <h1 className="text-2xl font-bold text-balance">{t("ended.title")}</h1>
          <p className="text-muted">{t("ended.text", { title: show.title, shop: show.shop.name })}</p>
          <div className="mt-2 flex justify-center">
            <FollowButton shop={show.shop} />
          </div>
        </header>
      )}
      {found.state === "making" && <ReplayInTheMaking progress={found.progress} />}
      <MyPurchases showId={show.id} />
      <NextShow show={show} />
      <Sold showId={show.id} />
      <ButtonLink to={`/@${show.shop.handle}`} variant="primary" size="lg" wide>
        {t("visitShop", { shop: show.shop.name })}
      </ButtonLink>
      <ButtonLink to="/" variant="ghost" wide>
        {t("seeOthers")}
      </ButtonLink>
    </section>
  );
};

/** What the show sold, counted from paid orders. */
export const Sold = ({ showId }: { showId: string }) => {
  const t = useTexts("watch");
  const summary = useAnswer(showRoutes.readShowSummary, { params: { showId } });
  if (summary.error) return <RefusalNotice refusal={summary.error} />;
  if (!summary.data) return <Loading />;
  const { items, revenue, orders } = summary.data;
  if (items.length === 0) return <p className="text-center text-muted">{t("ended.nothing")}</p>;
  return (
    <div className="flex flex-col gap-3">
      <h2 className="font-semibold">{t("ended.sold")}</h2>
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
        {items.map((item) => (
          <li key={`${item.productId} ${item.variantId}`} className="flex items-center gap-3 p-3">
            {item.imageUrl ? (
              <Picture url={item.imageUrl} alt="" sizes="48px" className="size-12 rounded-sm object-cover" />
            ) : (
              <span
                aria-hidden
                className="flex size-12 items-center justify-center rounded-sm bg-raised text-faint"
              >
                <Package size={20} />
              </span>
            )}
            <span className="min-w-0 grow">
              <span className="block truncate font-semibold">{item.title}</span>
              <span className="block truncate text-sm text-muted">{item.variantName}</span>
            </span>
            <span className="shrink-0 text-sm font-semibold tabular-nums">
              {t("ended.count", { sold: item.sold, allocated: item.allocated })}
            </span>
          </li>
        ))}
      </ul>
      {revenue && (
        <p className="flex flex-wrap justify-between gap-2 rounded-lg bg-raised p-4 font-semibold">
          <span>{t("ended.orders", { count: orders })}</span>
          <span className="flex gap-3">
            {revenue.map((money) => (
              <Price key={money.currency} money={money} />
            ))}
          </span>
        </p>
      )}
    </div>
  );
};
