import type { Drop, Hold, Routes, Show, ShowStatus } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { Suspense, useEffect, useState } from "react";
import { useLocation, useNavigate, useParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useKnown } from "../../lib/api.ts";
import { EarlyPresses } from "../../lib/early-presses.ts";
import { useWatchStream, type WatchStream } from "../../lib/media/index.ts";
import { openedPicture } from "../../lib/opened-picture.ts";
import { signInPath } from "../../lib/paths.ts";
import { useMe } from "../../lib/session.ts";
import { useIsWide } from "../../lib/use-media-query.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { ButtonLink, EmptyState, Loading, RefusalNotice, Spinner } from "../../ui/index.ts";
import { useBag } from "../cart/bag.tsx";
import { refreshCarts } from "../cart/use-cart.ts";
import { type Purchase, purchaseOfHold } from "../checkout/purchase.ts";
import { useBuy } from "../drops/use-buy.ts";
import { useHoldNotices } from "../drops/use-hold-notices.ts";
import { useLine } from "../drops/use-line.ts";
import { useTellPlayer } from "../embed/use-tell-player.ts";
import { useWinNotice } from "../giveaways/use-win-notice.ts";
import { OpenedContext } from "../reports/opened.ts";
import { Arrangement } from "./arrangement.tsx";
import { BannedPage, CheckoutSheet, EndedShow, fetchCheckout, SimilarPanel } from "./later.tsx";
import { LiveVideo } from "./live-video.tsx";
import { Announcer } from "./moments/announcer.tsx";
import type { ShowLink } from "./open-show.ts";
import { TopBar } from "./top-bar.tsx";
import { useFirstFrame } from "./use-first-frame.ts";
import { useShow } from "./use-show.ts";
import { WaitingPoster } from "./waiting-poster.tsx";

const isRunning = (status: ShowStatus): boolean => status === "live" || status === "paused";

/** A show as a viewer sees it, before, during and after. */
export const WatchPage = () => {
  const { showId = "" } = useParams();
  // A page of its own for each show: nothing of the last one, an open checkout least of all, is carried over.
  return <Watch key={showId} showId={showId} />;
};

const Watch = ({ showId }: { showId: string }) => {
  const followed = useShow(showId);
  const { link, show, orders, adopt, adoptWait, noteOpened } = followed;
  const t = useTexts("watch");
  const about = useKnown<Routes["readShow"]>("/api/shows/:showId", { params: { showId } });
  usePageTitle((show?.show ?? about)?.title);
  const { me } = useMe();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const buy = useBuy(adopt);
  const line = useLine({ hold: adopt, wait: adoptWait });
  const [payingFor, setPayingFor] = useState<Hold | null>(null);
  const [similarTo, setSimilarTo] = useState<Drop | null>(null);
  // As it was last known: after a reconnection the show no longer lists a hold that ended meanwhile, paid or not, and its
  // checkout, which finds out how, must not close over it.
  const told = show?.holds.find(({ id }) => id === payingFor?.id);
  if (told && told !== payingFor) setPayingFor(told);

  const bag = useBag(show?.show.shop.id, "show");
  const client = useQueryClient();
  const here = show !== null;
  useEffect(() => {
    if (here) fetchCheckout();
  }, [here]);
  const held = show?.holds;
  // What is held is in the bag by itself.
  useEffect(() => {
    if (held) void refreshCarts(client);
  }, [held, client]);
  useWinNotice(followed.won);
  useTellPlayer(showId, orders);
  useHoldNotices(show, payingFor?.id ?? null);
  // Asked for before it is known whether the show runs: mostly it does, and the picture is what people wait for.
  const media = useWatchStream(showId, !show || isRunning(show.show.status));

  if (link.phase === "refused")
    return link.refusal.code === "BANNED" ? (
      <Suspense>
        <BannedPage showId={showId} />
      </Suspense>
    ) : (
      <Refused link={link} />
    );
  if (!show) return <Joining about={about} media={media} />;
  const { status } = show.show;
  const hold = payingFor;
  const drop = hold && show.drops.find(({ id }) => id === hold.dropId);
  const checkout = hold && drop && (
    <CheckoutSheet
      key={hold.id}
      purchase={purchaseOfHold(hold, drop)}
      told={(hold.orderId && orders[hold.orderId]) || null}
      adopt={adopt}
      onClose={() => setPayingFor(null)}
      back="show"
    />
  );

  if (status === "ended" || status === "cancelled")
    return (
      <div className="min-h-dvh bg-canvas">
        <div className="bg-black">
          <TopBar show={show.show} viewers={show.viewers} muted />
        </div>
        {status === "ended" ? (
          <Suspense fallback={<Loading />}>
            <EndedShow show={show.show} />
          </Suspense>
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
        <Suspense>{checkout ?? bag.panel}</Suspense>
      </div>
    );

  /** One panel at a time. */
  const closeAll = () => {
    setSimilarTo(null);
    setPayingFor(null);
    bag.close();
  };
  const onBuyNow = (purchase: Purchase) => {
    closeAll();
    bag.checkOut(purchase);
  };
  const onPay = (next: Hold) => {
    closeAll();
    setPayingFor(next);
  };
  const onBuy = async (wanted: Drop, variantId: string, quantity: number) => {
    noteOpened({ what: "drop", id: wanted.id });
    if (!me) return navigate(signInPath(pathname));
    const placed = await buy.place(wanted, variantId, quantity);
    if (placed) onPay(placed);
  };
  return (
    <OpenedContext value={noteOpened}>
      <Arrangement
        showId={showId}
        show={show}
        media={media}
        offline={link.phase === "reconnecting"}
        acts={followed}
        buying={{
          acts: {
            onBuy: (wanted, variantId, quantity) => void onBuy(wanted, variantId, quantity),
            onPay,
            onJoin: (wanted, variantId) =>
              me ? void line.join(wanted, variantId) : void navigate(signInPath(pathname)),
            onLeave: (wanted) => void line.leave(wanted),
            onPass: (offered) => void line.pass(offered),
            onSimilar: (gone) => {
              closeAll();
              setSimilarTo(gone);
            },
          },
          busy: buy.busy ?? line.busy,
          refusal: buy.refusal ?? line.refusal,
          onBag: () => {
            noteOpened({ what: "bag" });
            closeAll();
            bag.open();
          },
          onBuyNow,
        }}
        panelOpen={Boolean(checkout) || similarTo !== null || bag.panel !== null}
      />
      <Announcer show={show} />
      {similarTo && (
        <Suspense>
          <SimilarPanel drop={similarTo} onClose={() => setSimilarTo(null)} onBuyNow={onBuyNow} />
        </Suspense>
      )}
      <Suspense>{checkout || bag.panel}</Suspense>
    </OpenedContext>
  );
};

/** The picture may be there before the show is; of that no more is known than what the page came with. */
const Joining = ({ about, media: { feeds } }: { about: Show | undefined; media: WatchStream }) => {
  const t = useTexts("watch");
  const [first] = feeds;
  const [seen, noteSeen] = useFirstFrame();
  const poster = about ? about.posterUrl : openedPicture();
  return (
    <div className="relative h-dvh overflow-hidden bg-black text-white" onLoadedDataCapture={noteSeen}>
      <EarlyPresses />
      {poster && !seen && <WaitingPoster url={poster} />}
      <LiveVideo
        stream={first?.picture ?? null}
        {...(first ? { look: first.look } : {})}
        label={t("joiningVideo")}
        fit={useIsWide() ? "contain" : "cover"}
      />
      {!seen && (
        <div className="absolute inset-0 flex flex-col items-center justify-center gap-3 px-6 text-center">
          {about && (
            <div className="max-w-xl">
              <p className="font-semibold">{about.shop.name}</p>
              <h1 className="mt-1 text-3xl leading-tight font-bold tracking-tight text-balance sm:text-4xl">
                {about.title}
              </h1>
              {about.description && <p className="mt-3 line-clamp-4">{about.description}</p>}
            </div>
          )}
          <p role="status" className="flex items-center gap-3">
            <Spinner size={24} />
            {t("connecting")}
          </p>
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
