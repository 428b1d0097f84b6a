import type { Drop, Hold, ShowStatus } from "@showdrop/shared";
import { SearchX } from "lucide-react";
import { useEffect, useState } from "react";
import { useLocation, useNavigate, useParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useWatchStream, type WatchStream } from "../../lib/media/index.ts";
import { signInPath } from "../../lib/paths.ts";
import { useMe } from "../../lib/session.ts";
import { useIsWide } from "../../lib/use-media-query.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { ButtonLink, EmptyState, RefusalNotice, Spinner, useToast } from "../../ui/index.ts";
import { CheckoutSheet } from "../checkout/checkout-sheet.tsx";
import { useBuy } from "../drops/use-buy.ts";
import { useHoldNotices } from "../drops/use-hold-notices.ts";
import { BannedPage } from "../moderation/banned-page.tsx";
import { Arrangement } from "./arrangement.tsx";
import { EndedShow } from "./ended-show.tsx";
import { LiveVideo } from "./live-video.tsx";
import type { ShowLink } from "./open-show.ts";
import { TopBar } from "./top-bar.tsx";
import { useShow } from "./use-show.ts";

const isRunning = (status: ShowStatus): boolean => status === "live" || status === "paused";

/** A show as a viewer sees it, before, during and after. */
export const WatchPage = () => {
  const { showId = "" } = useParams();
  // A page of its own for each show: nothing of the last one, an open checkout least of all, is carried over.
  return <Watch key={showId} showId={showId} />;
};

const Watch = ({ showId }: { showId: string }) => {
  const followed = useShow(showId);
  const { link, show, orders, adopt } = followed;
  const t = useTexts("watch");
  usePageTitle(show?.show.title);
  const giveaways = useTexts("giveaways");
  const toast = useToast();
  const { me } = useMe();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const buy = useBuy(adopt);
  const [payingFor, setPayingFor] = useState<Hold | null>(null);
  // As it was last known: after a reconnection the show no longer lists a hold that ended meanwhile, paid or not, and its
  // checkout, which finds out how, must not close over it.
  const told = show?.holds.find(({ id }) => id === payingFor?.id);
  if (told && told !== payingFor) setPayingFor(told);

  const won = followed.won;
  useEffect(() => {
    if (won) toast.success(giveaways("won", { prize: won.prize }));
  }, [won, toast, giveaways]);

  useHoldNotices(show, payingFor?.id ?? null);
  // Asked for before it is known whether the show runs: mostly it does, and the picture is what people wait for.
  const media = useWatchStream(showId, !show || isRunning(show.show.status));

  if (link.phase === "refused")
    return link.refusal.code === "BANNED" ? <BannedPage showId={showId} /> : <Refused link={link} />;
  if (!show) return <Joining media={media} />;
  const { status } = show.show;
  const hold = payingFor;
  const drop = hold && show.drops.find(({ id }) => id === hold.dropId);
  const checkout = hold && drop && (
    <CheckoutSheet
      key={hold.id}
      hold={hold}
      drop={drop}
      told={(hold.orderId && orders[hold.orderId]) || null}
      adopt={adopt}
      onClose={() => setPayingFor(null)}
    />
  );

  if (status === "ended" || status === "cancelled")
    return (
      <div className="min-h-dvh bg-canvas">
        <div className="bg-black">
          <TopBar show={show.show} viewers={show.viewers} muted />
        </div>
        {status === "ended" ? (
          <EndedShow show={show.show} />
        ) : (
          <div className="mx-auto max-w-lg px-5 py-10">
            <EmptyState
              title={t("cancelled.title")}
              action={
                <ButtonLink to={`/@${show.show.shop.handle}`}>
                  {t("visitShop", { shop: show.show.shop.name })}
                </ButtonLink>
              }
            >
              {t("cancelled.text")}
            </EmptyState>
          </div>
        )}
        {/* A hold outlives the show: what was held can still be paid. */}
        {checkout}
      </div>
    );

  const onBuy = async (wanted: Drop, quantity: number) => {
    if (!me) return navigate(signInPath(pathname));
    const placed = await buy.place(wanted, quantity);
    if (placed) setPayingFor(placed);
  };
  return (
    <>
      <Arrangement
        showId={showId}
        show={show}
        media={media}
        offline={link.phase === "reconnecting"}
        acts={followed}
        buying={{
          onBuy: (wanted, quantity) => void onBuy(wanted, quantity),
          onPay: setPayingFor,
          busy: buy.busy,
          refusal: buy.refusal,
        }}
        panelOpen={Boolean(checkout)}
      />
      {checkout}
    </>
  );
};

/** The picture may be there before the show's name is. */
const Joining = ({ media: { feeds } }: { media: WatchStream }) => {
  const t = useTexts("watch");
  const [first] = feeds;
  return (
    <div className="relative h-dvh overflow-hidden bg-black text-white">
      <LiveVideo
        stream={first?.picture ?? null}
        {...(first ? { look: first.look } : {})}
        label={t("joiningVideo")}
        fit={useIsWide() ? "contain" : "cover"}
      />
      {!first && (
        <div role="status" className="absolute inset-0 flex items-center justify-center gap-3">
          <Spinner size={24} />
          {t("connecting")}
        </div>
      )}
    </div>
  );
};

const Refused = ({ link }: { link: Extract<ShowLink, { phase: "refused" }> }) => {
  const t = useTexts("watch");
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center px-4">
      {link.refusal.code === "NOT_FOUND" ? (
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={t("notFound.title")}
          action={
            <ButtonLink to="/" variant="primary">
              {t("seeOthers")}
            </ButtonLink>
          }
        >
          {t("notFound.text")}
        </EmptyState>
      ) : (
        <RefusalNotice refusal={link.refusal} />
      )}
    </main>
  );
};
